package dev.madang.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Hangul letters. A syllable is U+AC00 + (initial × 21 + vowel) × 28 + final (The Unicode Standard, 3.12); letters that
 * stand alone are those of the compatibility block, U+3131 to U+3163.
 */
public final class Jamo {

	private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

	private static final String VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";

	/** The first is no final at all. */
	private static final String FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

	/** What takes two keystrokes: the letter, then its two. */
	private static final String[] DOUBLE = { "ㅘㅗㅏ", "ㅙㅗㅐ", "ㅚㅗㅣ", "ㅝㅜㅓ", "ㅞㅜㅔ", "ㅟㅜㅣ", "ㅢㅡㅣ", "ㄳㄱㅅ", "ㄵㄴㅈ", "ㄶㄴㅎ", "ㄺㄹㄱ", "ㄻㄹㅁ",
			"ㄼㄹㅂ",
			"ㄽㄹㅅ", "ㄾㄹㅌ", "ㄿㄹㅍ", "ㅀㄹㅎ", "ㅄㅂㅅ" };

	private static final String[] TYPED_VOWELS = VOWELS.chars().mapToObj(Jamo::keystrokes).toArray(String[]::new);

	private static final String[] TYPED_FINALS = FINALS.chars().mapToObj(Jamo::keystrokes).toArray(String[]::new);

	private static final int FIRST = 0xAC00;

	private static final int LAST = 0xD7A3;

	private Jamo() {
	}

	public static boolean isSyllable(int c) {
		return c >= FIRST && c <= LAST;
	}

	/** Whether it is a Hangul letter that stands alone. */
	public static boolean isLetter(int c) {
		return c >= 0x3131 && c <= 0x3163;
	}

	public static boolean isConsonant(int c) {
		return c >= 0x3131 && c <= 0x314E;
	}

	/** A text as it is typed, keystroke by keystroke: 과 is ㄱㅗㅏ. Whatever is not Hangul stays. */
	public static String typed(CharSequence text) {
		var typed = new StringBuilder(text.length() * 3);
		for (int i = 0; i < text.length(); i++) {
			var c = text.charAt(i);
			if (isSyllable(c)) {
				typed.append(INITIALS.charAt(initial(c))).append(TYPED_VOWELS[vowel(c)]).append(TYPED_FINALS[last(c)]);
			}
			else if (isLetter(c)) {
				typed.append(keystrokes(c));
			}
			else {
				typed.append(c);
			}
		}
		return typed.toString();
	}

	private static String keystrokes(int letter) {
		for (var pair : DOUBLE) {
			if (pair.charAt(0) == letter) {
				return pair.substring(1);
			}
		}
		return letter == ' ' ? "" : String.valueOf((char) letter);
	}

	/** Syllables of letters in the order of typing, the reverse of {@link #typed}: ㄱㅗㅏ is 과. */
	public static String composed(CharSequence typed) {
		var text = new StringBuilder();
		for (int i = 0; i < typed.length();) {
			var initial = INITIALS.indexOf(typed.charAt(i));
			var vowel = letter(typed, i + 1, VOWELS);
			if (initial < 0 || vowel == 0) {
				text.append(typed.charAt(i++));
				continue;
			}
			var middle = joined(typed, i + 1, vowel);
			i += 1 + vowel;
			var last = letter(typed, i, FINALS);
			while (last > 0 && i + last < typed.length() && VOWELS.indexOf(typed.charAt(i + last)) >= 0
					&& INITIALS.indexOf(typed.charAt(i + last - 1)) >= 0) {
				last--;
			}
			text.append(syllable(initial, VOWELS.indexOf(middle), last == 0 ? 0 : FINALS.indexOf(joined(typed, i, last))));
			i += last;
		}
		return text.toString();
	}

	/** How many keystrokes from here on, two at most, are one letter of some letters. */
	private static int letter(CharSequence typed, int from, String letters) {
		if (from + 1 < typed.length() && letters.indexOf(joined(typed, from, 2)) > 0) {
			return 2;
		}
		return from < typed.length() && typed.charAt(from) != ' ' && letters.indexOf(typed.charAt(from)) >= 0 ? 1 : 0;
	}

	private static char joined(CharSequence typed, int from, int count) {
		if (count == 1) {
			return typed.charAt(from);
		}
		for (var pair : DOUBLE) {
			if (pair.charAt(1) == typed.charAt(from) && pair.charAt(2) == typed.charAt(from + 1)) {
				return pair.charAt(0);
			}
		}
		return 0;
	}

	/** The initial consonants of the syllables, and every other character as it is: ㅊㅅ for 청소. */
	public static String initials(CharSequence text) {
		var initials = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			var c = text.charAt(i);
			initials.append(isSyllable(c) ? INITIALS.charAt(initial(c)) : c);
		}
		return initials.toString();
	}

	/** All words in which one letter of one syllable is another: 감동이 of 감동잃, which takes two keystrokes to mend. */
	public static List<String> withOneOther(String word) {
		var others = new ArrayList<String>();
		for (int i = 0; i < word.length(); i++) {
			var c = word.charAt(i);
			if (isSyllable(c)) {
				var before = word.substring(0, i);
				var after = word.substring(i + 1);
				INITIALS.chars().forEach(letter -> others.add(before + withInitial(c, (char) letter) + after));
				VOWELS.chars().forEach(letter -> others.add(before + withVowel(c, (char) letter) + after));
				FINALS.chars().forEach(letter -> others.add(before + withFinal(c, (char) letter) + after));
			}
		}
		return others.stream().filter(other -> !other.equals(word)).toList();
	}

	/** The same syllable with another vowel. */
	static char withVowel(char syllable, char vowel) {
		return syllable(initial(syllable), VOWELS.indexOf(vowel), last(syllable));
	}

	static char withInitial(char syllable, char consonant) {
		return syllable(INITIALS.indexOf(consonant), vowel(syllable), last(syllable));
	}

	static char withFinal(char syllable, char consonant) {
		return syllable(initial(syllable), vowel(syllable), FINALS.indexOf(consonant));
	}

	static char vowelOf(char syllable) {
		return VOWELS.charAt(vowel(syllable));
	}

	static char initialOf(char syllable) {
		return INITIALS.charAt(initial(syllable));
	}

	/** A space where there is none. */
	static char finalOf(char syllable) {
		return FINALS.charAt(last(syllable));
	}

	private static char syllable(int initial, int vowel, int last) {
		return (char) (FIRST + (initial * 21 + vowel) * 28 + last);
	}

	private static int initial(char syllable) {
		return (syllable - FIRST) / 588;
	}

	private static int vowel(char syllable) {
		return (syllable - FIRST) % 588 / 28;
	}

	private static int last(char syllable) {
		return (syllable - FIRST) % 28;
	}
}
