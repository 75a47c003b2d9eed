package dev.madang.catalog;

import java.util.List;
import java.util.Locale;

import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Which items are asked for, in which order.
 *
 * @param sought a part of the title or of a creator's name, or empty
 * @param kinds book, film, or both
 */
public record ItemQuery(String sought, List<String> kinds, Sort sort, Paging paging) {

	/** The kinds that there are. */
	public static final List<String> KINDS = List.of("book", "film");

	/**
	 * The latest added; the most reviewed; the best rated, by the mean of its ratings and five more of 7, so that one single 10
	 * is not above many 9 (a Bayesian average, as IMDb's); what a name fits best, and of that the most reviewed.
	 */
	public enum Sort {
		LATEST, POPULAR, RATING, RELEVANCE
	}

	/**
	 * @param kind book or film, or none for both
	 * @param sort latest, popular, rating or relevance; without one relevance where something is looked for, else latest
	 * @throws Problem 400 for a kind or order that there is not, or for too long a name
	 */
	public static ItemQuery of(@Nullable String q, @Nullable String kind, @Nullable String sort, Paging paging) {
		var sought = q == null ? "" : Texts.tidy(q);
		if (Texts.length(sought) > 100) {
			throw Problem.malformed("keyword-too-long", 100);
		}
		if (!Texts.isStorable(sought)) {
			throw Problem.malformed("unstorable-character");
		}
		if (kind != null && !kind.isBlank() && !KINDS.contains(kind)) {
			throw Problem.malformed("bad-parameter", "kind");
		}
		return new ItemQuery(sought, kind == null || kind.isBlank() ? KINDS : List.of(kind), sort(sort, sought), paging);
	}

	private static Sort sort(@Nullable String word, String sought) {
		if (word == null || word.isBlank()) {
			return sought.isEmpty() ? Sort.LATEST : Sort.RELEVANCE;
		}
		return switch (word) {
			case "latest" -> Sort.LATEST;
			case "popular" -> Sort.POPULAR;
			case "rating" -> Sort.RATING;
			case "relevance" -> sought.isEmpty() ? Sort.LATEST : Sort.RELEVANCE;
			default -> throw Problem.malformed("bad-sort");
		};
	}

	/** The word by which it is asked for. */
	public String sortWord() {
		return sort.name().toLowerCase(Locale.ROOT);
	}
}
