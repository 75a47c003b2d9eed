package dev.madang.notification;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.madang.platform.Markdown;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a text names with {@code @handle}. In Korean a particle follows without a space ({@code @가나다가}), so the longest
 * beginning that is somebody's handle is meant.
 */
@Component
class Mentions {

	/** A text that names more people than this is not for them. */
	private static final int MOST = 20;

	private static final int SHORTEST = 3;

	/** As handles are formed; what stands within an address or a word names nobody. */
	private static final Pattern MENTION = Pattern
			.compile("(?<![\\p{L}\\p{N}_@./])@([A-Za-z0-9_]{3,30}(?![A-Za-z0-9_])|[가-힣0-9_]{3,30})");

	private final JdbcClient jdbc;

	private final Markdown markdown;

	Mentions(JdbcClient jdbc, Markdown markdown) {
		this.jdbc = jdbc;
		this.markdown = markdown;
	}

	/** The handles that a text names, in its order. */
	Set<String> of(String text) {
		if (!text.contains("@")) {
			return Set.of();
		}
		var words = words(Normalizer.normalize(markdown.prose(text), Normalizer.Form.NFC));
		var known = known(words.stream().flatMap(word -> beginnings(word).stream()).toList());
		var found = new LinkedHashSet<String>();
		for (var word : words) {
			beginnings(word).stream().filter(known::contains).findFirst().ifPresent(found::add);
		}
		return found;
	}

	/** Those that a text names and an earlier one did not. */
	Set<String> added(String text, String before) {
		var added = new LinkedHashSet<>(of(text));
		added.removeAll(of(before));
		return added;
	}

	static List<String> words(String prose) {
		return MENTION.matcher(prose).results().map(match -> match.group(1).toLowerCase(Locale.ROOT)).distinct().limit(MOST)
				.toList();
	}

	/** What a mention may mean, the longest first: all of it, or, of Hangul, less than all. */
	static List<String> beginnings(String word) {
		if (word.codePoints().allMatch(c -> c < 128)) {
			return List.of(word);
		}
		var beginnings = new ArrayList<String>();
		for (int length = word.length(); length >= SHORTEST; length--) {
			beginnings.add(word.substring(0, length));
		}
		return beginnings;
	}

	private Set<String> known(Collection<String> handles) {
		return handles.isEmpty()
				? Set.of()
				: new HashSet<>(jdbc.sql("select handle from member where handle = any(:handles) and withdrawn_at is null")
						.param("handles", handles.toArray(String[]::new)).query(String.class).list());
	}
}
