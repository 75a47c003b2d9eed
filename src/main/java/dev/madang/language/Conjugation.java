package dev.madang.language;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The beginnings that the forms of a predicate have: 슬프, 슬픈, 슬퍼, 슬펐 of 슬프다. Regular contraction and the ㅂ, ㅡ, ㄹ, 르
 * and 하 classes (Standard Korean orthography, articles 18 and 34 to 36). It may give forms that nobody uses.
 */
final class Conjugation {

	private Conjugation() {
	}

	/** @param stem without 다 */
	static Set<String> beginnings(String stem) {
		var beginnings = new LinkedHashSet<String>();
		beginnings.add(stem);
		var last = stem.charAt(stem.length() - 1);
		var before = stem.substring(0, stem.length() - 1);
		if (!Jamo.isSyllable(last)) {
			return beginnings;
		}
		switch (Jamo.finalOf(last)) {
			case ' ' -> open(beginnings, before, last);
			case 'ㄹ' -> {
				for (var consonant : " ㄴㅂ".toCharArray()) {
					beginnings.add(before + Jamo.withFinal(last, consonant));
				}
			}
			case 'ㅂ' -> {
				for (var next : "운울움워웠우".toCharArray()) {
					beginnings.add(before + Jamo.withFinal(last, ' ') + next);
				}
			}
			default -> {
				// the stem stays as it is
			}
		}
		return beginnings;
	}

	private static void open(Set<String> beginnings, String before, char last) {
		for (var consonant : "ㄴㄹㅁㅂ".toCharArray()) {
			beginnings.add(before + Jamo.withFinal(last, consonant));
		}
		if (last == '르' && !before.isEmpty()) {
			var doubled = before.substring(0, before.length() - 1)
					+ Jamo.withFinal(before.charAt(before.length() - 1), 'ㄹ');
			for (var next : "라랐러렀".toCharArray()) {
				beginnings.add(doubled + next);
			}
		}
		for (var vowel : (last == '하' ? "ㅐ" : contracted(Jamo.vowelOf(last))).toCharArray()) {
			var contracted = Jamo.withVowel(last, vowel);
			beginnings.add(before + contracted);
			beginnings.add(before + Jamo.withFinal(contracted, 'ㅆ'));
		}
	}

	/** The vowel before 아 or 어, with it. */
	private static String contracted(char vowel) {
		return switch (vowel) {
			case 'ㅗ' -> "ㅘ";
			case 'ㅜ' -> "ㅝ";
			case 'ㅡ' -> "ㅓㅏ";
			case 'ㅣ' -> "ㅕ";
			case 'ㅚ' -> "ㅙ";
			default -> String.valueOf(vowel);
		};
	}
}
