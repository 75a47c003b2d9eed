package dev.madang.recommendation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.madang.platform.VisibleText;
import dev.madang.recommendation.model.Vocabulary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the texts of all posts once: their words go into a new index, and those about an item into the item's. */
@Component
class TextReading {

	private static final int BATCH = 2_000;

	private record Read(long post, long item, Set<String> words) {
	}

	private final ModelSource source;

	private final ModelFolder folder;

	private final ContentWords words;

	private final TransactionTemplate transaction;

	TextReading(ModelSource source, ModelFolder folder, ContentWords words, TransactionTemplate transaction) {
		this.source = source;
		this.folder = folder;
		this.words = words;
		this.transaction = transaction;
	}

	Vocabulary read(EngagedThings items, Progress progress) throws IOException {
		var whole = source.countTexts();
		return fill((index, vocabulary) -> transaction.executeWithoutResult(status -> {
			var batch = new ArrayList<ModelSource.Text>();
			var done = new long[1];
			source.texts(text -> {
				batch.add(text);
				if (batch.size() == BATCH) {
					add(batch, index, items, vocabulary);
					done[0] += batch.size();
					batch.clear();
					progress.at("words", (double) done[0] / whole);
				}
			});
			add(batch, index, items, vocabulary);
		}));
	}

	/** The same of texts that are read for something else at the same time. */
	Vocabulary readAlong(Texts texts, EngagedThings items) throws IOException {
		var itemsOfPosts = Objects.requireNonNull(transaction.execute(status -> source.itemsOfPosts()));
		return fill((index, vocabulary) -> {
			var failure = new AtomicReference<@Nullable RuntimeException>();
			texts.read((post, title, body, morphemes) -> {
				try {
					var said = isProse(title, body) ? words.of(morphemes) : words.of(together(title, beginning(body)));
					add(new Read(post, itemsOfPosts.of(post), said), index, items, vocabulary);
				}
				catch (RuntimeException e) {
					// whoever reads goes on without the model
					failure.compareAndSet(null, e);
				}
			});
			var failed = failure.get();
			if (failed != null) {
				throw failed;
			}
		});
	}

	private interface Reading {

		void into(WordIndex index, Vocabulary vocabulary);
	}

	private Vocabulary fill(Reading reading) throws IOException {
		var vocabulary = new Vocabulary();
		var path = folder.begin();
		try (var index = new WordIndex(path)) {
			reading.into(index, vocabulary);
		}
		folder.finish(path);
		return vocabulary;
	}

	/** Whether all of it says what it is about, so that its words are those that anybody reads in it. */
	private static boolean isProse(String title, String body) {
		return body.length() <= ModelSource.LONGEST_TEXT && VisibleText.prose(title).equals(title)
				&& VisibleText.prose(body).equals(body);
	}

	private static String beginning(String body) {
		return body.substring(0, Math.min(body.length(), ModelSource.LONGEST_TEXT));
	}

	/** A title may be the beginning of the text, cut within a word. */
	private static String together(String title, String body) {
		return body.startsWith(title) ? body : title + "\n" + body;
	}

	private void add(List<ModelSource.Text> batch, WordIndex index, EngagedThings items, Vocabulary vocabulary) {
		batch.parallelStream().map(text -> new Read(text.post(), text.item(), words.of(together(text.title(), text.body()))))
				.toList().forEach(read -> add(read, index, items, vocabulary));
	}

	private static void add(Read read, WordIndex index, EngagedThings items, Vocabulary vocabulary) {
		try {
			index.add(read.post(), read.words());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		if (read.item() != 0) {
			synchronized (vocabulary) {
				vocabulary.add(items.number(read.item()), read.words());
			}
		}
	}
}
