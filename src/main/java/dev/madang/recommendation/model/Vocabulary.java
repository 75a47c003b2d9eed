package dev.madang.recommendation.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which words are said of which things, and by how many texts. */
public final class Vocabulary {

	/** A word of fewer things joins nobody; one of more than this part of all says nothing of any. */
	private static final int LEAST = 3;

	private static final double MOST = 0.3;

	private final Map<String, Integer> numbers = new HashMap<>();

	private long[] said = new long[4096];

	private int size;

	/** Adds one text's words of a thing; each counts once. */
	public void add(int thing, Iterable<String> words) {
		for (var word : words) {
			if (size == said.length) {
				said = Arrays.copyOf(said, size + (size >> 1));
			}
			said[size++] = (long) thing << 32 | numbers.computeIfAbsent(word, fresh -> numbers.size());
		}
	}

	/**
	 * For each thing its words' weights, of length 1: {@code ln(1 + texts with it) * ln(things / things with it)} (Salton and
	 * Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
	 */
	WordVectors vectors(int things) {
		Arrays.sort(said, 0, size);
		var spread = new int[numbers.size()];
		var pairs = 0;
		for (int i = 0; i < size; i++) {
			if (i == 0 || said[i] != said[i - 1]) {
				spread[(int) said[i]]++;
				pairs++;
			}
		}
		var vectors = new WordVectors(things, spread.length, pairs);
		for (int i = 0; i < size;) {
			var pair = said[i];
			var texts = 0;
			for (; i < size && said[i] == pair; i++) {
				texts++;
			}
			var having = spread[(int) pair];
			if (having >= LEAST && having <= Math.max(LEAST, MOST * things)) {
				vectors.add((int) (pair >>> 32), (int) pair, (float) (Math.log1p(texts) * Math.log((double) things / having)));
			}
		}
		return vectors.finished();
	}
}
