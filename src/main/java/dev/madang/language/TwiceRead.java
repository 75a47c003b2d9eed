package dev.madang.language;

import java.util.List;
import java.util.function.Predicate;

import dev.madang.language.Korean.Token;

/** A word as Nori reads it alone, and before a noun. */
final class TwiceRead {

	/** What a reading gains where Nori has it alone; twice that before a noun, where 의 and 는 are read rightly. */
	private static final int AGREED = 1_500;

	private final List<Token> alone;

	private final List<Token> before;

	TwiceRead(String word, Korean korean) {
		alone = korean.tokens(word);
		var all = korean.tokens(word + " 것");
		before = all.subList(0, Math.max(0, all.size() - 1));
	}

	/** Whether it is one word in both places, and no form of another. */
	boolean isOneWord() {
		return twice(tokens -> tokens.size() == 1 && tokens.getFirst().isNominal()
				&& !tokens.getFirst().tag().name().equals("NNP"));
	}

	boolean isNoun() {
		return twice(tokens -> tokens.getFirst().tag().name().startsWith("N"));
	}

	/** Whether it is an adverb or the like in one place; or, alone, one with a particle in its last syllable (넌), or a pronoun of one. */
	boolean isOneOther() {
		return once(tokens -> tokens.size() == 1 && isTagged(tokens.getFirst(), "M", "IC"))
				|| alone.size() == 2 && alone.getLast().isParticle() && isTagged(alone.getFirst(), "M", "NP")
						&& (alone.getLast().start() == 0 || alone.getFirst().end() == 1);
	}

	private static boolean isTagged(Token token, String... beginnings) {
		return List.of(beginnings).stream().anyMatch(token.tag().name()::startsWith);
	}

	/** Whether, alone, it is nouns and the like. */
	boolean isNominal() {
		return alone.stream().allMatch(Token::isNominal);
	}

	boolean hasPredicate() {
		return alone.stream().anyMatch(Token::isPredicate);
	}

	boolean agrees(String stem) {
		return once(tokens -> agrees(stem, tokens));
	}

	boolean agreesTwice(String stem) {
		return twice(tokens -> agrees(stem, tokens));
	}

	/** What a stem gains. */
	int agreed(String stem) {
		return agreed(tokens -> agrees(stem, tokens));
	}

	/** What the whole gains as nouns. */
	int agreedNominal() {
		return agreed(tokens -> tokens.stream().allMatch(Token::isNominal));
	}

	/** What a noun gains that ends there. */
	int agreedCut(int place) {
		return agreed(tokens -> isCutAt(place, tokens));
	}

	boolean isCopulaAt(int place) {
		return once(tokens -> isCopulaAt(place, tokens));
	}

	private boolean once(Predicate<List<Token>> reading) {
		return reading.test(alone) || reading.test(before);
	}

	private boolean twice(Predicate<List<Token>> reading) {
		return reading.test(alone) && reading.test(before);
	}

	private int agreed(Predicate<List<Token>> reading) {
		return (reading.test(alone) ? AGREED : 0) + (reading.test(before) ? 2 * AGREED : 0);
	}

	/** Whether there are particles from there on. */
	private static boolean isCutAt(int place, List<Token> tokens) {
		return tokens.stream().anyMatch(token -> token.end() == place && !token.isPredicate() && !token.isEnding())
				&& tokens.stream().filter(token -> token.start() >= place)
						.allMatch(token -> token.isParticle() || token.isCopula()
								|| token.isEnding() && isCopulaAt(place, tokens) || "들".equals(token.surface())
								|| "님".equals(token.surface()));
	}

	private static boolean isCopulaAt(int place, List<Token> tokens) {
		return tokens.stream().anyMatch(token -> token.start() == place && token.isCopula());
	}

	private static boolean agrees(String stem, List<Token> tokens) {
		var last = tokens.size() - 1;
		while (last > 0 && (tokens.get(last).isEnding() || tokens.get(last).isParticle())) {
			last--;
		}
		if (last < 0 || !tokens.get(last).isPredicate()) {
			return false;
		}
		var token = tokens.get(last);
		var isContracted = last > 0 && tokens.get(last - 1).start() == token.start();
		return stem.endsWith(token.surface()) && (isContracted || stem.length() - token.surface().length() == token.start());
	}
}
