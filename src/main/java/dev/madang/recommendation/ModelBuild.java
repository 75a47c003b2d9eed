package dev.madang.recommendation;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.DoubleConsumer;

import javax.sql.DataSource;

import dev.madang.recommendation.model.CoEngagement;
import dev.madang.recommendation.model.Likeness;
import dev.madang.recommendation.model.Neighbours;
import dev.madang.recommendation.model.Vocabulary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the model anew from all that is known, in a process of its own: it takes minutes and a gigabyte, of which nothing
 * stays in the server. Two at once do not happen; readers have the old model until the new one is committed.
 */
@Component
public class ModelBuild {

	/** Any number that nothing else in this database locks. */
	private static final long LOCK = 7_301_882_611L;

	private static final int LEAST = 2;

	private static final int MOST_ITEMS = 10_000;

	private static final int MOST_POSTS = 8_000;

	/** Of posts fewer people know each, and a community's likes are rarer than reviews. */
	private static final float POST_REGULARISATION = 20;

	private final DataSource dataSource;

	private final TransactionTemplate transaction;

	private final ModelSource source;

	private final TextReading texts;

	private final ModelStore store;

	private final Signals signals;

	ModelBuild(DataSource dataSource, TransactionTemplate transaction, ModelSource source, TextReading texts, ModelStore store,
			Signals signals) {
		this.dataSource = dataSource;
		this.transaction = transaction;
		this.source = source;
		this.texts = texts;
		this.store = store;
		this.signals = signals;
	}

	/**
	 * @return whether it built; not if another process is building
	 * @throws IOException if the home cannot be written
	 */
	public boolean run(Progress progress) throws IOException {
		return locked(items -> texts.read(items, progress), progress);
	}

	/** The same from texts that are read for something else at the same time. */
	public boolean run(Texts read, Progress progress) throws IOException {
		return locked(items -> texts.readAlong(read, items), progress);
	}

	private interface Words {

		Vocabulary of(EngagedThings items) throws IOException;
	}

	private boolean locked(Words words, Progress progress) throws IOException {
		try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
			var locked = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")");
			if (!locked.next() || !locked.getBoolean(1)) {
				return false;
			}
			try {
				build(words, progress);
				return true;
			}
			finally {
				statement.execute("select pg_advisory_unlock(" + LOCK + ")");
			}
		}
		catch (SQLException e) {
			throw new IOException("The database cannot be asked: " + e.getMessage(), e);
		}
	}

	private void build(Words words, Progress progress) throws IOException {
		var began = Instant.now();
		signals.forgetOld();
		progress.at("likes", 0);
		var posts = transaction.execute(status -> source.posts());
		var items = transaction.execute(status -> source.items());
		var vocabulary = words.of(items);
		progress.at("comparing words", 0);
		var alike = Likeness.of(vocabulary, items.size());
		var itemsTogether = together(items, MOST_ITEMS, CoEngagement.REGULARISATION, part -> progress.at("items", part));
		var postsTogether = together(posts, MOST_POSTS, POST_REGULARISATION, part -> progress.at("posts", part));
		store.replace(began, posts, postsTogether, items, itemsTogether, alike);
		progress.at("stored", 1);
	}

	private static Neighbours together(EngagedThings all, int most, float regularisation, DoubleConsumer progress) {
		return CoEngagement.of(all.engagements().sorted(all.members()), all.engagements().starts(all.members()), all.size(),
				LEAST, most, regularisation, progress);
	}
}
