package dev.madang.language;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From forms of predicates back to their stems: the reverse of {@link Conjugation}, with all that a form might come from
 * (Standard Korean orthography, articles 18 and 34 to 36).
 */
final class Inflection {

	/** The syllables of which endings are made. */
	private static final String ENDINGS = "가거건걸겁게겠고곤구군그기긴길까나난날냐냔네노느는니다단달담답대더던데도든듯듭디라락란람랍랑래랴러럼렁려련렵로록료루류를리마만며면므미"
			+ "서선성세셔셨수스습시신실심십아안았야어언었에엔여였예오요우으은을음읍인일임입자잖재죠쥬지진질짐집쩌처치케텐"
			+ "겄겟겐늬냔댄슴씀앗엇엿셧랬즉척줄뿐껄께봐보한큼늘";

	/** How endings begin behind a stem as it stands. */
	private static final Pattern AFTER_STEM = Pattern.compile("거[나든니늘]|기([가는도에로를만와까보조]|$)|도[록다구]|나(요?$|[봐보])|"
			+ "[아어안언]([서도야요라]|$)|려[고면는던니다야나들]|라([고는니며면던거길]|$)|러([가는도]|$)|리[라오]|오(니|$)|[래대](요|$)|니([까깐요만]|$)|단[다말]|담(서|$)|답[니디]|"
			+ "고(?!로)|람(서|이)|[곤구군건걸겠게겐겟겄긴길냐냔네느는늬다댄더던덥데든듯디"
			+ "자잔재잖죠져쥬지진질짐집소습슴씀심십시신실세셔셨셧며면란랄랍랴렵련므았었앗엇은을음읍으여였엿]");

	/** Behind ㄴ, and behind ㄹ, with which a form of a stem ends. */
	private static final Pattern AFTER_NIEUN = Pattern
			.compile("가(요|[도하]|$)|거[^리]|거$|만큼|단[다말]|담(서|$)|답[니디]|[데다대댄지진걸건게겁들듯디즉척줄냐니]");

	private static final Pattern AFTER_RIEUL = Pattern
			.compile("거[^리]|거$|만[한큼]|수록|려[고면는던니다야나]|라[고는니며면]|[까지진게걸건겁텐테래런뿐듯줄껄께]");

	/** Endings begin so behind a vowel or ㄹ, and so behind a consonant. */
	private static final String AFTER_OPEN_ONLY = "오며면러란랄람랍래랴렵련므시신실심십세셔셨셧";

	private static final String AFTER_CONSONANT = "은을음읍으습슴씀소";

	/** With what goes on after 아 or 어. */
	private static final Pattern AFTER_OPEN = Pattern.compile("[서도야요]|라([고는니며면]|$)|$");

	/** Behind ㅆ where it is written carelessly. */
	private static final Pattern AFTER_PAST = Pattern.compile("[다어고지는던음네습을으겠기나냐더거소구군대단답잖씀슴든듯니게길남건죠져었]");

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
		return rest.chars().allMatch(c -> ENDINGS.indexOf(c) >= 0);
	}

	private void read(String beginning) {
		var last = beginning.charAt(beginning.length() - 1);
		if (!Jamo.isSyllable(last)) {
			return;
		}
		var before = beginning.substring(0, beginning.length() - 1);
		var end = Jamo.finalOf(last);
		if (AFTER_STEM.matcher(rest).lookingAt()) {
			unchanged(before, last);
		}
		if (end == ' ' && AFTER_OPEN.matcher(rest).lookingAt()) {
			opened(before, last, false);
		}
		if (end == 'ㅆ' || end == 'ㅅ' && AFTER_PAST.matcher(rest).lookingAt()) {
			opened(before, Jamo.withFinal(last, ' '), true);
		}
		if (isAddedTo(end)) {
			var open = Jamo.withFinal(last, ' ');
			stems.add(before + open);
			stems.add(before + Jamo.withFinal(open, 'ㄹ'));
			if (end != 'ㅂ') {
				withoutEu(before, open);
			}
		}
	}

	/** Whether what ends in such a consonant may be a stem with it. */
	private boolean isAddedTo(char end) {
		return switch (end) {
			case 'ㄴ' -> rest.isEmpty() || AFTER_NIEUN.matcher(rest).lookingAt();
			case 'ㄹ' -> rest.isEmpty() || AFTER_RIEUL.matcher(rest).lookingAt();
			case 'ㅁ' -> rest.isEmpty();
			case 'ㅂ' -> rest.startsWith("니") || rest.startsWith("시");
			default -> false;
		};
	}

	private void unchanged(String before, char last) {
		var next = rest.charAt(0);
		var end = Jamo.finalOf(last);
		if (!(AFTER_OPEN_ONLY.indexOf(next) >= 0 && end != ' ' && end != 'ㄹ' || AFTER_CONSONANT.indexOf(next) >= 0 && end == ' '
				|| "여였엿".indexOf(next) >= 0 && last != '하')) {
			stems.add(before + last);
		}
		if ((last == '잇' || last == '밋') && !before.isEmpty()) {
			stems.add(before + Jamo.withFinal(last, 'ㅆ'));
		}
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
		if (AFTER_OPEN_ONLY.indexOf(next) >= 0 || next == '니') {
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
	private void opened(String before, char open, boolean isPast) {
		var vowel = Jamo.vowelOf(open);
		for (var full : uncontracted(vowel, isPast).toCharArray()) {
			if (full != 'ㅡ' || vowel == 'ㅓ' || isBright(before)) {
				stems.add(before + Jamo.withVowel(open, full));
			}
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

	/** 아 follows 바쁘 and 모으, where ㅏ or ㅗ stand before the vowel that is dropped. */
	private static boolean isBright(String before) {
		return !before.isEmpty() && Jamo.isSyllable(before.charAt(before.length() - 1))
				&& "ㅏㅗ".indexOf(Jamo.vowelOf(before.charAt(before.length() - 1))) >= 0;
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

	private static String uncontracted(char vowel, boolean isPast) {
		return switch (vowel) {
			case 'ㅘ' -> "ㅗ";
			case 'ㅝ' -> "ㅜ";
			case 'ㅓ' -> "ㅡㅓ";
			case 'ㅏ' -> "ㅡㅏ";
			case 'ㅕ' -> "ㅣㅕ";
			case 'ㅙ' -> "ㅚㅙ";
			case 'ㅚ' -> isPast ? "ㅚ" : "";
			case 'ㅐ', 'ㅔ', 'ㅞ' -> String.valueOf(vowel);
			default -> "";
		};
	}
}
