package dev.madang.language;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The dictionary of the community, which admins keep. A change makes indexes be built again, in the background. */
@Component
public class CommunityWords {

	/** More words than this would be a dictionary of the language. */
	static final int MOST = 5_000;

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final ClusterSignals signals;

	CommunityWords(JdbcClient jdbc, ActivityLog log, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.log = log;
		this.signals = signals;
	}

	/** All, in the order of the alphabet. */
	public List<CommunityWord> all() {
		return jdbc.sql("select word, parts, variants from community_word order by word").query(CommunityWords::row).list();
	}

	/**
	 * Adds a word or changes it.
	 *
	 * @throws Problem 403 unless an admin asks, 422 for what is no word
	 */
	@Transactional
	public CommunityWord put(Viewer viewer, CommunityWord word) {
		requireAdmin(viewer);
		var checks = new Checks();
		checks.that(isWord(word.word()), "word", "bad-word");
		checks.that(word.parts().isEmpty() || word.parts().size() > 1 && String.join("", word.parts()).equals(word.word()),
				"parts", "bad-parts");
		checks.that(word.variants().size() <= 20 && word.variants().stream().allMatch(CommunityWords::isWord), "variants",
				"bad-word");
		checks.that(jdbc.sql("select count(*) from community_word where word <> :word").param("word", word.word())
				.query(Integer.class).single() < MOST, "word", "too-many", MOST);
		checks.done();
		jdbc.sql("""
				insert into community_word (word, parts, variants) values (:word, :parts, :variants)
				on conflict (word) do update set parts = excluded.parts, variants = excluded.variants
				""").param("word", word.word()).param("parts", word.parts().toArray(String[]::new))
				.param("variants", word.variants().toArray(String[]::new)).update();
		changed(viewer, Action.PUT, word.word());
		return word;
	}

	/** @throws Problem 403 unless an admin asks, 404 */
	@Transactional
	public void remove(Viewer viewer, String word) {
		requireAdmin(viewer);
		if (jdbc.sql("delete from community_word where word = :word").param("word", word).update() == 0) {
			throw Problem.notFound();
		}
		changed(viewer, Action.REMOVED, word);
	}

	private void changed(Viewer viewer, Action action, String word) {
		log.append(viewer, new EventType("word", action), null, Map.of("word", word));
		signals.send("word", word);
	}

	private static void requireAdmin(Viewer viewer) {
		if (!viewer.role().atLeast(Role.ADMIN)) {
			throw Problem.forbidden("admins-only");
		}
	}

	/** Whether it can stand in Nori's dictionary: 2 to 30 letters and digits, without a space, which would cut it. */
	private static boolean isWord(String text) {
		return text.length() >= 2 && text.length() <= 30 && text.equals(Folding.folded(Folding.composed(text)))
				&& text.codePoints().allMatch(Character::isLetterOrDigit);
	}

	private static CommunityWord row(ResultSet row, int number) throws SQLException {
		return new CommunityWord(row.getString("word"), Rows.strings(row, "parts"), Rows.strings(row, "variants"));
	}
}
