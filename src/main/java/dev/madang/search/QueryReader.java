package dev.madang.search;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.madang.language.Folding;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what people type: words, {@code "phrases"}, {@code -without}, {@code tag:}, {@code author:}, {@code in:},
 * {@code before:} and {@code after:}. What is no operator is a word; a quote that is never closed reaches to the end.
 */
@Component
public class QueryReader {

	public static final int LONGEST = 500;

	/** More words than anybody looks for; the rest is left out. */
	private static final int MOST_WORDS = 24;

	private static final Pattern PIECE = Pattern
			.compile("(-?)(?:(tag|author|in|before|after):)?(?:[\"“”]([^\"“”]*)[\"“”]?|([^\\s\"“”]+))");

	private final QueryWords queryWords;

	QueryReader(QueryWords queryWords) {
		this.queryWords = queryWords;
	}

	/** @throws Problem 400 if it is too long, holds what is no text, or a date is none */
	public Query read(String typed) {
		check(typed);
		var reading = new Reading();
		var pieces = PIECE.matcher(Folding.composed(typed));
		while (pieces.find()) {
			var phrase = pieces.group(3);
			reading.piece(!pieces.group(1).isEmpty(), pieces.group(2), phrase == null ? pieces.group(4) : phrase,
					phrase != null);
		}
		return reading.query();
	}

	/** @throws Problem 400 if it is too long, or holds what is no text */
	static void check(String typed) {
		if (Texts.length(typed) > LONGEST) {
			throw Problem.malformed("query-too-long", LONGEST);
		}
		if (!Texts.isStorable(typed)) {
			throw Problem.malformed("bad-text");
		}
	}

	private final class Reading {

		private final List<String> text = new ArrayList<>();

		/** A word that is there twice asks for nothing more. */
		private final Set<String> seen = new HashSet<>();

		private final List<QueryWord> words = new ArrayList<>();

		private final List<QueryWord> excluded = new ArrayList<>();

		private @Nullable String tag;

		private @Nullable String author;

		private @Nullable String category;

		private @Nullable LocalDate before;

		private @Nullable LocalDate after;

		void piece(boolean without, @Nullable String operator, String value, boolean isPhrase) {
			if (operator == null || value.isBlank()) {
				word(without, value, isPhrase);
				return;
			}
			switch (operator) {
				case "tag" -> tag = Folding.folded(value).replaceAll("^#+", "");
				case "author" -> author = value.replaceAll("^@+", "");
				case "in" -> category = value;
				case "before" -> before = date(value);
				default -> after = date(value);
			}
		}

		private void word(boolean without, String value, boolean isPhrase) {
			var list = without ? excluded : words;
			if (list.size() >= MOST_WORDS || !seen.add(without + (isPhrase ? "\"" : " ") + value)) {
				return;
			}
			var word = isPhrase ? queryWords.phrase(value) : queryWords.word(value);
			word.ifPresent(list::add);
			if (!without && word.isPresent()) {
				text.add(value);
			}
		}

		Query query() {
			return new Query(String.join(" ", text), List.copyOf(words), List.copyOf(excluded), tag, author, after, before,
					category);
		}

		private LocalDate date(String value) {
			try {
				var full = value.matches("\\d{4}") ? value + "-01-01" : value.matches("\\d{4}-\\d{2}") ? value + "-01" : value;
				return LocalDate.parse(full);
			}
			catch (DateTimeParseException e) {
				throw Problem.malformed("bad-date");
			}
		}
	}
}
