package dev.madang.content;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Who took a piece of content from its readers. Tables have it as a word. */
public enum TakenBy {

	AUTHOR, MODERATOR,

	/** A rule, such as a watched word. */
	REVIEW;

	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @param word as a table has it, null where nobody took it */
	public static @Nullable TakenBy of(@Nullable String word) {
		return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
	}
}
