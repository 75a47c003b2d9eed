package dev.madang.language;

import java.util.Set;

/** Words that say nothing of what a text is about. They are searched like all others, and only never weigh as content. */
final class StopWords {

	private static final Set<String> WORDS = Set.of("것", "거", "게", "수", "때", "나", "너", "저", "내", "네", "제", "우리", "이", "그", "저것",
			"이것", "그것", "이거", "그거", "뭐", "무엇", "누구", "여기", "거기", "때문", "정도", "번", "개", "명", "년", "월", "일", "점", "분", "등", "중",
			"데",
			"줄", "듯", "만", "뿐", "채", "바", "지", "적", "하다", "되다", "있다", "없다", "않다", "보다", "같다", "아니다", "싶다", "주다", "그렇다", "이렇다",
			"어떻다", "말다",
			"못하다", "나다", "가다", "오다", "들다", "the", "a", "an", "and", "or", "of", "to", "in", "is", "it", "for", "on", "with",
			"this", "that");

	private StopWords() {
	}

	static boolean contains(String term) {
		return WORDS.contains(term);
	}
}
