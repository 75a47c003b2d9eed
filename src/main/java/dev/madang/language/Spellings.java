package dev.madang.language;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ways in which long words, foreign ones above all, are often spelled: vowels that sound alike since about 1950 (ㅐ and ㅔ,
 * ㅙ, ㅚ and ㅞ), ㅑ for ㅏ after ㅈ and ㅊ, where the standard allows only the latter (Loanword orthography, chapter 3),
 * tense for plain consonants, and finals that all sound as ㄷ. Words of fewer than three syllables would become other words.
 */
final class Spellings {

	private static final int SHORTEST = 3;

	private static final int MOST = 12;

	private static final String[] VOWELS = { "ㅐㅔ", "ㅔㅐ", "ㅒㅖ", "ㅖㅔ", "ㅙㅚ", "ㅙㅞ", "ㅚㅙ", "ㅚㅞ", "ㅞㅙ", "ㅞㅚ" };

	private static final String[] AFTER_JIEUT = { "ㅏㅑ", "ㅑㅏ", "ㅓㅕ", "ㅕㅓ", "ㅗㅛ", "ㅛㅗ", "ㅜㅠ", "ㅠㅜ" };

	private static final String[] FIRST = { "ㅅㅆ", "ㅆㅅ", "ㄲㅋ", "ㅋㄲ", "ㄸㅌ", "ㅌㄸ", "ㅃㅍ", "ㅃㅂ", "ㅂㅃ", "ㅉㅈ" };

	private static final String[] LAST = { "ㅅㅌ", "ㅌㅅ", "ㅅㅊ", "ㅊㅅ", "ㅅㅈ", "ㄱㅋ", "ㅋㄱ", "ㅂㅍ", "ㅍㅂ" };

	private Spellings() {
	}

	static Set<String> of(String word) {
		var spellings = new LinkedHashSet<String>();
		if (word.length() < SHORTEST || word.endsWith("다")) {
			return spellings;
		}
		for (int i = 0; i < word.length() && spellings.size() < MOST; i++) {
			var c = word.charAt(i);
			if (!Jamo.isSyllable(c)) {
				return Set.of();
			}
			for (var pair : VOWELS) {
				if (Jamo.vowelOf(c) == pair.charAt(0)) {
					spellings.add(with(word, i, Jamo.withVowel(c, pair.charAt(1))));
				}
			}
			if ("ㅈㅊㅉ".indexOf(Jamo.initialOf(c)) >= 0) {
				for (var pair : AFTER_JIEUT) {
					if (Jamo.vowelOf(c) == pair.charAt(0)) {
						spellings.add(with(word, i, Jamo.withVowel(c, pair.charAt(1))));
					}
				}
			}
			for (var pair : FIRST) {
				if (i == 0 && Jamo.initialOf(c) == pair.charAt(0)) {
					spellings.add(with(word, i, Jamo.withInitial(c, pair.charAt(1))));
				}
			}
			for (var pair : LAST) {
				if (Jamo.finalOf(c) == pair.charAt(0)) {
					spellings.add(with(word, i, Jamo.withFinal(c, pair.charAt(1))));
				}
			}
		}
		return spellings;
	}

	private static String with(String word, int index, char syllable) {
		return word.substring(0, index) + syllable + word.substring(index + 1);
	}
}
