package dev.madang.recommendation;

import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Why something is recommended.
 *
 * @param kind together (liked by the same people), alike (said in the same words), tag, author, or popular
 * @param word the title, tag or name that it is about; empty for popular
 */
public record Because(String kind, String word) {

	static final Because POPULAR = new Because("popular", "");

	private static final int LONGEST = 40;

	/** A reason whose word is not the viewer's to see, or gone, is none: then the thing is just popular. */
	static Because of(@Nullable String kind, @Nullable String word) {
		if (kind == null || word == null || word.isEmpty()) {
			return POPULAR;
		}
		return new Because(kind, Texts.length(word) <= LONGEST
				? word
				: word.substring(0, word.offsetByCodePoints(0, LONGEST)) + "…");
	}
}
