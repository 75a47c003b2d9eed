package dev.madang.platform;

import java.util.regex.Pattern;

/**
 * Chooses the form of a Korean particle that a text gives in both, such as 은(는), by the sound before it: a final consonant
 * takes 은, 이, 을, 과, 으로, but 로 after ㄹ. Digits sound as they are read (일, 이, 삼); after anything else both forms stay.
 */
public final class Particles {

	private static final Pattern BOTH = Pattern
			.compile("([가-힣0-9])([”’\"')\\]》〉」』]*)(은\\(는\\)|이\\(가\\)|을\\(를\\)|과\\(와\\)|\\(으\\)로)");

	/** The final consonant of each digit as it is read, by its number in a syllable: 영 일 이 삼 사 오 육 칠 팔 구. */
	private static final int[] OF_DIGITS = { 21, 8, 0, 16, 0, 0, 1, 8, 8, 0 };

	private static final int RIEUL = 8;

	private Particles() {
	}

	/** The text, with one form of each particle that stands in both. */
	public static String choose(String text) {
		return text.indexOf('(') < 0
				? text
				: BOTH.matcher(text).replaceAll(found -> found.group(1) + found.group(2).replace("$", "\\$")
						+ form(found.group(3), finalOf(found.group(1).charAt(0))));
	}

	private static int finalOf(char last) {
		return last >= '0' && last <= '9' ? OF_DIGITS[last - '0'] : (last - '가') % 28;
	}

	private static String form(String both, int consonant) {
		return switch (both) {
			case "(으)로" -> consonant == 0 || consonant == RIEUL ? "로" : "으로";
			default -> consonant == 0 ? both.substring(2, 3) : both.substring(0, 1);
		};
	}
}
