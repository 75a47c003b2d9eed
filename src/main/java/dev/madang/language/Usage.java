package dev.madang.language;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
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

	private final String word;

	private final ToIntFunction<String> frequency;

	/**
	 * @param word the one that is read, which says nothing of what it is a form of
	 * @param frequency in how many texts a word stands by itself
	 */
	Usage(String word, ToIntFunction<String> frequency) {
		this.word = word;
		this.frequency = frequency;
	}

	int ofNoun(String noun) {
		return gain(noun, object(noun), "의", "에");
	}

	private static String object(String noun) {
		var last = noun.charAt(noun.length() - 1);
		return !Jamo.isSyllable(last) || Jamo.finalOf(last) == ' ' ? "를" : "을";
	}

	/** Of 이 nobody can say: 이다 follows quotations too. */
	int ofPredicate(String stem) {
		return "이".equals(stem) ? 0 : gain(stem, ENDINGS);
	}

	/** Whether both particles follow it that follow nothing but nouns. */
	boolean isNoun(String noun) {
		return frequency.applyAsInt(noun + object(noun)) > 1 && frequency.applyAsInt(noun + "의") > 0;
	}

	/** Whether 는 follows a stem, as it does where 다 does not stand behind ㄴ of another: 안는, but not 한는. */
	boolean isInPresent(String stem) {
		return frequency.applyAsInt(stem + "는") * 20 > frequency.applyAsInt(stem + "다");
	}

	/** How often the word itself is written. */
	int ofWord() {
		return (int) (GAIN * Math.log1p(frequency.applyAsInt(word)));
	}

	/** Whether the word is so much more frequent than what else may come from a stem that it is another word: 저질 and 저다. */
	boolean isBeyond(String stem, double most) {
		var others = logarithms(stem, ENDINGS).sorted().toArray();
		return Math.log1p(frequency.applyAsInt(word))
				- Arrays.stream(others).limit(others.length - 1L).average().orElse(0) > most;
	}

	/** Whether it is written with most endings, and so is a stem even where no dictionary has it. */
	boolean isPredicate(String stem) {
		return !Stems.isPast(stem) && frequency.applyAsInt(stem + ENDINGS[0]) > 1
				&& Stream.of(ENDINGS).filter(ending -> frequency.applyAsInt(stem + ending) > 1).count() > ENDINGS.length / 2;
	}

	private int gain(String beginning, String... rests) {
		return (int) (GAIN * logarithms(beginning, rests).average().orElse(0));
	}

	private DoubleStream logarithms(String beginning, String... rests) {
		return Stream.of(rests).map(rest -> beginning + rest).filter(form -> !form.equals(word))
				.mapToDouble(form -> Math.log1p(frequency.applyAsInt(form)));
	}
}
