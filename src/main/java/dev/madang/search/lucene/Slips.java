package dev.madang.search.lucene;

import java.util.HashMap;
import java.util.Map;

/** How likely one word is typed for another, one keystroke away, on the two-set Korean keyboard (KS X 5002). */
public final class Slips {

	private static final String[] ROWS = { "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ" };

	private static final String[] ALIKE = { "ㅐㅔ", "ㄱㄲ", "ㄷㄸ", "ㅂㅃ", "ㅅㅆ", "ㅈㅉ", "ㄱㅋ", "ㄷㅌ", "ㅂㅍ", "ㅈㅊ", "ㅏㅑ", "ㅓㅕ", "ㅗㅛ", "ㅜㅠ",
			"ㅐㅒ", "ㅔㅖ",
			"ㅗㅜ", "ㅓㅏ", "ㅡㅜ" };

	private static final Map<Character, int[]> PLACES = places();

	private Slips() {
	}

	/** Of one letter for another where that is more than one keystroke: ㅄ for ㅂ, ㅟ for ㅏ. */
	public static final double LETTER = -1.0;

	/** Whether one is the other with one letter more, less or replaced. */
	public static boolean isOneKeystroke(String a, String b) {
		var same = 0;
		while (same < a.length() && same < b.length() && a.charAt(same) == b.charAt(same)) {
			same++;
		}
		var end = 0;
		while (end < Math.min(a.length(), b.length()) - same
				&& a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
			end++;
		}
		return Math.max(a.length(), b.length()) - same - end <= 1;
	}

	/** Up to a constant. Transposition, a lost letter and a doubled one are likelier than a letter from nowhere. */
	public static double logLikelihood(String meant, String typed) {
		var same = 0;
		while (same < meant.length() && same < typed.length() && meant.charAt(same) == typed.charAt(same)) {
			same++;
		}
		var first = same == 0 ? -1.5 : 0;
		if (meant.length() == typed.length()) {
			var isTransposed = same + 1 < meant.length() && meant.charAt(same) == typed.charAt(same + 1)
					&& meant.charAt(same + 1) == typed.charAt(same);
			return first + (isTransposed ? 0.5 : substituted(meant.charAt(same), typed.charAt(same)));
		}
		return first + (meant.length() > typed.length() ? -0.5 : -0.8);
	}

	private static double substituted(char meant, char typed) {
		for (var pair : ALIKE) {
			if (pair.indexOf(meant) >= 0 && pair.indexOf(typed) >= 0) {
				return 1.0;
			}
		}
		var here = PLACES.get(meant);
		var there = PLACES.get(typed);
		return here != null && there != null && Math.abs(here[0] - there[0]) <= 1 && Math.abs(here[1] - there[1]) <= 1
				? 0.3
				: -0.7;
	}

	private static Map<Character, int[]> places() {
		var places = new HashMap<Character, int[]>();
		for (int row = 0; row < ROWS.length; row++) {
			for (int column = 0; column < ROWS[row].length(); column++) {
				places.put(ROWS[row].charAt(column), new int[]{ row, column });
			}
		}
		return places;
	}
}
