package dev.madang.platform;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/** What can be said of a text without knowing what it is for. */
public final class Texts {

	private Texts() {
	}

	/** The text, or an empty one where there is none. */
	public static String orEmpty(@Nullable String text) {
		return text == null ? "" : text;
	}

	/** Length in code points, as people count. */
	public static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	/** Whether there is nothing to see in it: white space, and characters that only format. */
	public static boolean isBlank(String text) {
		return text.codePoints().allMatch(
				c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT);
	}

	/** Whether every character of it can be stored: no NUL, no surrogate without its other half. */
	public static boolean isStorable(CharSequence text) {
		for (int i = 0; i < text.length(); i++) {
			var c = text.charAt(i);
			if (c == 0 || Character.isLowSurrogate(c)) {
				return false;
			}
			if (Character.isHighSurrogate(c)) {
				i++;
				if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
					return false;
				}
			}
		}
		return true;
	}

	/** Composed Hangul (NFC), without white space around it. */
	public static String tidy(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
	}

	/** At most so many UTF-16 units of a text, never half a character, with an ellipsis where something was left out. */
	public static String shorten(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		var end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
		return text.substring(0, end).stripTrailing() + "…";
	}

	/** A text in which LIKE's own characters stand for themselves. */
	public static String escapeLike(String text) {
		return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
	}
}
