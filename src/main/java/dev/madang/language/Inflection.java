package dev.madang.language;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * From forms of predicates back to their stems: the reverse of {@link Conjugation}, with all that a form might come from
 * (Standard Korean orthography, articles 18 and 34 to 36).
 */
final class Inflection {

	/** The syllables of which endings are made. */
	private static final String ENDINGS = "가거건걸겁게겠고곤구군그기긴길까나난날냐냔네노느는니다단달담답대더던데도든듯듭디라락란람랍랑래랴러럼렁려련렵로록료루류를리마만며면므미"
			+ "사서선성세셔셨수스습시신실심십아안았야어언었에엔여였예오요우으은을음읍인일임입자잖재죠쥬지진질짐집쩌처치케텐";

	/** With what goes on after 아 or 어. */
	private static final String AFTER_OPEN = "서도야요라";

	private final Set<String> stems = new LinkedHashSet<>();

	private final String rest;

	private Inflection(String rest) {
		this.rest = rest;
	}

	/** The stems with which a word may begin so that the rest is an ending: 느껴지 of 느껴졌을. The longest first. */
	static Set<String> stems(String word) {
		var stems = new LinkedHashSet<String>();
		for (int end = word.length(); end > 0 && isEnding(word.substring(end)); end--) {
			var inflection = new Inflection(word.substring(end));
			inflection.read(word.substring(0, end));
			stems.addAll(inflection.stems);
		}
		return stems;
	}

	private static boolean isEnding(String rest) {
		return (!rest.startsWith("나") || rest.equals("나") || rest.startsWith("나요"))
				&& rest.chars().allMatch(c -> ENDINGS.indexOf(c) >= 0);
	}

	private void read(String beginning) {
		var last = beginning.charAt(beginning.length() - 1);
		if (!Jamo.isSyllable(last)) {
			return;
		}
		var before = beginning.substring(0, beginning.length() - 1);
		var end = Jamo.finalOf(last);
		if (!rest.isEmpty()) {
			unchanged(before, last);
		}
		if (end == ' ' && (rest.isEmpty() || AFTER_OPEN.indexOf(rest.charAt(0)) >= 0)) {
			opened(before, last);
		}
		if (end == 'ㅆ') {
			opened(before, Jamo.withFinal(last, ' '));
		}
		if ("ㄴㄹ".indexOf(end) >= 0 || end == 'ㅁ' && rest.isEmpty()
				|| end == 'ㅂ' && (rest.startsWith("니") || rest.startsWith("시"))) {
			var open = Jamo.withFinal(last, ' ');
			stems.add(before + open);
			stems.add(before + Jamo.withFinal(open, 'ㄹ'));
			withoutEu(before, open);
		}
	}

	private void unchanged(String before, char last) {
		var next = rest.charAt(0);
		stems.add(before + last);
		if (Jamo.finalOf(last) == ' ' && ("ㄴㅅ".indexOf(Jamo.initialOf(next)) >= 0 || next == '오')) {
			stems.add(before + Jamo.withFinal(last, 'ㄹ'));
		}
		if ("아어으은을음았었".indexOf(next) >= 0) {
			if (Jamo.finalOf(last) == ' ') {
				stems.add(before + Jamo.withFinal(last, 'ㅅ'));
			}
			if (Jamo.finalOf(last) == 'ㄹ') {
				stems.add(before + Jamo.withFinal(last, 'ㄷ'));
			}
		}
		if ("면니며려므시세".indexOf(next) >= 0) {
			withoutEu(before, last);
		}
	}

	/** 아름다우 of 아름답, 그러 of 그렇. */
	private void withoutEu(String before, char open) {
		if (Jamo.finalOf(open) != ' ') {
			return;
		}
		if (open == '우') {
			replaced(before, ' ', 'ㅂ');
		}
		if (!before.isEmpty()) {
			stems.add(before + Jamo.withFinal(open, 'ㅎ'));
		}
	}

	/** What ends in 아 or 어, contracted. */
	private void opened(String before, char open) {
		var vowel = Jamo.vowelOf(open);
		for (var full : uncontracted(vowel).toCharArray()) {
			stems.add(before + Jamo.withVowel(open, full));
		}
		if (open == '해') {
			stems.add(before + "하");
		}
		if (open == '워' || open == '와') {
			replaced(before, ' ', 'ㅂ');
		}
		if ((open == '라' || open == '러') && !before.isEmpty() && isFinal(before, 'ㄹ')) {
			stems.add(before.substring(0, before.length() - 1) + Jamo.withFinal(before.charAt(before.length() - 1), ' ') + "르");
		}
		if (vowel == 'ㅐ') {
			stems.add(before + Jamo.withFinal(Jamo.withVowel(open, 'ㅓ'), 'ㅎ'));
			stems.add(before + Jamo.withFinal(Jamo.withVowel(open, 'ㅏ'), 'ㅎ'));
		}
	}

	private void replaced(String before, char end, char other) {
		if (!before.isEmpty() && isFinal(before, end)) {
			stems.add(before.substring(0, before.length() - 1) + Jamo.withFinal(before.charAt(before.length() - 1), other));
		}
	}

	private static boolean isFinal(String text, char end) {
		var last = text.charAt(text.length() - 1);
		return Jamo.isSyllable(last) && Jamo.finalOf(last) == end;
	}

	private static String uncontracted(char vowel) {
		return switch (vowel) {
			case 'ㅘ' -> "ㅗ";
			case 'ㅝ' -> "ㅜ";
			case 'ㅓ' -> "ㅡㅓ";
			case 'ㅏ' -> "ㅡㅏ";
			case 'ㅕ' -> "ㅣㅕ";
			case 'ㅙ' -> "ㅚㅙ";
			case 'ㅐ', 'ㅔ', 'ㅞ' -> String.valueOf(vowel);
			default -> "";
		};
	}
}
