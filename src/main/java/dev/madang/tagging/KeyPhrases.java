package dev.madang.tagging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.language.Folding;
import dev.madang.language.Korean;
import dev.madang.language.Morpheme;

/**
 * The nouns of a text and the compounds that they form, weighed by how often they occur and how early: a compound counts
 * for more than its parts if it occurs as often (the C-value of Frantzi, Ananiadou and Mima, 2000, in its simplest form).
 */
final class KeyPhrases {

	/** A title says what a text is about. */
	static final double TITLE = 3;

	/** After so many words, a word weighs half. */
	private static final double HALF_AFTER = 150;

	private static final int LONGEST = 30;

	/** Nouns that every text may have. */
	private static final Set<String> GENERAL = Set.of("사람", "생각", "오늘", "내일", "어제", "시간", "이야기", "얘기", "부분", "경우", "문제", "모습",
			"느낌",
			"마음", "처음", "마지막", "정말", "진짜", "하나", "자신", "모두", "서로", "다음", "이번", "지금", "요즘", "하루", "자기", "그때", "동안", "이상", "이하",
			"사실",
			"내용", "제목", "본문", "작성", "관련", "대해", "안녕", "감사", "부탁", "질문", "소개", "여러분", "추천", "후기", "정리");

	private final Korean korean;

	private final Map<String, Double> scores = new HashMap<>();

	KeyPhrases(Korean korean) {
		this.korean = korean;
	}

	KeyPhrases add(String text, double weight) {
		var run = new ArrayList<Morpheme>();
		var folded = Folding.folded(text);
		var place = 0;
		for (var morpheme : korean.morphemes(text)) {
			var joins = !run.isEmpty() && run.getLast().end() == morpheme.start();
			if (!joins || !isNominal(morpheme)) {
				take(folded, run, weight / (1 + place / HALF_AFTER));
				run.clear();
			}
			if (isNominal(morpheme)) {
				run.add(morpheme);
			}
			place++;
		}
		take(folded, run, weight / (1 + place / HALF_AFTER));
		return this;
	}

	private static boolean isNominal(Morpheme morpheme) {
		return morpheme.kind() == Morpheme.Kind.NOUN || morpheme.kind() == Morpheme.Kind.AFFIX;
	}

	private void take(String folded, List<Morpheme> run, double weight) {
		if (run.isEmpty()) {
			return;
		}
		var whole = folded.substring(run.getFirst().start(), run.getLast().end());
		if (run.size() > 1) {
			score(whole, weight * 1.2);
		}
		for (var morpheme : run) {
			if (morpheme.kind() == Morpheme.Kind.NOUN && morpheme.isContent()) {
				score(morpheme.term(), run.size() > 1 ? weight * 0.7 : weight);
			}
		}
	}

	private void score(String phrase, double weight) {
		var tells = phrase.length() > 1 && phrase.length() <= LONGEST && phrase.codePoints().anyMatch(Character::isLetter)
				&& phrase.indexOf(',') < 0;
		if (tells) {
			scores.merge(phrase, GENERAL.contains(phrase) ? weight * 0.15 : weight, Double::sum);
		}
	}

	Map<String, Double> scored() {
		return scores;
	}
}
