package dev.madang.language;

import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * How the community writes a word: with the particles that only nouns have, or with the endings that only predicates have. As
 * costs of the dictionary are, it is a logarithm, and a mean of several, so that one frequent string (그리고) does not decide.
 */
final class Usage {

	/** What a word gains that is written e times as often. */
	private static final int GAIN = 3_000;

	/** They change no stem, and follow no noun. */
	private static final String[] ENDINGS = { "고", "지", "게", "던", "기" };

	private final ToIntFunction<String> frequency;

	/** @param frequency in how many texts a word stands by itself */
	Usage(ToIntFunction<String> frequency) {
		this.frequency = frequency;
	}

	int ofNoun(String noun) {
		var last = noun.charAt(noun.length() - 1);
		var isOpen = !Jamo.isSyllable(last) || Jamo.finalOf(last) == ' ';
		return gain(noun, isOpen ? "를" : "을", "의", "에");
	}

	/** Of 이 nobody can say: 이다 follows quotations too. */
	int ofPredicate(String stem) {
		return "이".equals(stem) ? 0 : gain(stem, ENDINGS);
	}

	/** Whether it is written with most endings, and so is a stem even where no dictionary has it. */
	boolean isPredicate(String stem) {
		return !Stems.isPast(stem) && frequency.applyAsInt(stem + ENDINGS[0]) > 1
				&& Stream.of(ENDINGS).filter(ending -> frequency.applyAsInt(stem + ending) > 1).count() > ENDINGS.length / 2;
	}

	private int gain(String word, String... rests) {
		return (int) (GAIN * Stream.of(rests).mapToDouble(rest -> Math.log1p(frequency.applyAsInt(word + rest))).average()
				.orElse(0));
	}
}
