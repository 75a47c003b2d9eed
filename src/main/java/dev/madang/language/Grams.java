package dev.madang.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as a string of characters rather than of words: pairs of neighbouring syllables, whole foreign words and numbers.
 * What holds a word of two syllables and more holds all its pairs in a row, whatever is glued to it, so that nothing
 * depends on where a dictionary would cut.
 */
public final class Grams {

	/**
	 * @param place counts syllables and words, not spaces, so that 엔딩 크레딧 holds what 엔딩크레딧 holds but the pair in
	 * the middle
	 */
	public record Gram(String text, int place) {
	}

	private Grams() {
	}

	/** Pairs; also the first syllable of each run by itself, for what stands beside a number or a foreign word. */
	public static List<Gram> of(String folded) {
		var grams = new ArrayList<Gram>();
		var place = 0;
		for (int i = 0; i < folded.length();) {
			var end = endOfRun(folded, i);
			switch (script(folded.codePointAt(i))) {
				case SYLLABLES -> {
					grams.add(new Gram(folded.substring(i, i + 1), place));
					for (int s = i; s + 1 < end; s++) {
						grams.add(new Gram(folded.substring(s, s + 2), place + s - i));
					}
					place += end - i;
				}
				case LETTERS, DIGITS -> grams.add(new Gram(folded.substring(i, Math.min(end, i + 100)), place++));
				case JAMO -> grams.add(new Gram(folded.substring(i, i + 1).repeat(2), place++));
				case SIGN -> grams.add(new Gram(folded.substring(i, end), place++));
				case NOTHING -> {
					// a space or a comma takes no place
				}
			}
			i = end;
		}
		return grams;
	}

	/** The syllables that occur in a text, each once. */
	public static List<String> syllables(String folded) {
		return folded.chars().filter(Jamo::isSyllable).distinct().mapToObj(c -> String.valueOf((char) c)).toList();
	}

	private enum Script {
		SYLLABLES, LETTERS, DIGITS, JAMO, SIGN, NOTHING
	}

	private static int endOfRun(String text, int start) {
		var first = text.codePointAt(start);
		var script = script(first);
		var i = start + Character.charCount(first);
		while (i < text.length() && script != Script.SIGN) {
			var next = text.codePointAt(i);
			if (script(next) != script || script == Script.JAMO && next != first) {
				break;
			}
			i += Character.charCount(next);
		}
		return i;
	}

	private static Script script(int c) {
		if (Jamo.isSyllable(c) || c < 0x10000 && Character.isIdeographic(c) || c >= 0x3041 && c <= 0x30FF) {
			return Script.SYLLABLES;
		}
		if (Jamo.isLetter(c)) {
			return Script.JAMO;
		}
		if (Character.isDigit(c)) {
			return Script.DIGITS;
		}
		if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
			return Script.LETTERS;
		}
		return Character.getType(c) == Character.OTHER_SYMBOL && c > 0x2600 ? Script.SIGN : Script.NOTHING;
	}
}
