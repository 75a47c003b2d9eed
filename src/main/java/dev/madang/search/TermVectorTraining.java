package dev.madang.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Counts which words stand within a few words of each other, takes their positive pointwise mutual information, and finds
 * its largest directions by randomised subspace iteration (Halko, Martinsson and Tropp, 2011).
 */
final class TermVectorTraining {

	private static final int MOST_TERMS = 12_000;

	private static final int LEAST_OCCURRENCES = 5;

	private static final int WINDOW = 5;

	private static final int MOST_TERMS_OF_A_TEXT = 1_000;

	/** 32 MB. */
	private static final int MOST_PAIRS = (1 << 22) - 20_000;

	private static final int ITERATIONS = 3;

	/** Levy and Goldberg: contexts to the power of 0.75, so that rare ones do not look telling. */
	private static final double SMOOTHING = 0.75;

	/** Arora, Liang and Ma: a word's weight is a / (a + its frequency). */
	private static final double WEIGHT = 1e-3;

	private final List<String> terms;

	private final long[] counts;

	private final int[][] neighbours;

	private final float[][] information;

	TermVectorTraining(List<List<String>> texts) {
		var occurrences = new HashMap<String, Integer>();
		texts.forEach(text -> text.forEach(term -> occurrences.merge(term, 1, Integer::sum)));
		terms = occurrences.entrySet().stream().filter(entry -> entry.getValue() >= LEAST_OCCURRENCES)
				.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
						.thenComparing(Map.Entry.comparingByKey()))
				.limit(MOST_TERMS).map(Map.Entry::getKey).toList();
		counts = terms.stream().mapToLong(occurrences::get).toArray();
		neighbours = new int[terms.size()][];
		information = new float[terms.size()][];
		inform(pairs(texts));
	}

	/** Every pair within the window, both ways round, as row × terms + column, sorted; as many as fit. */
	private long[] pairs(List<List<String>> texts) {
		var index = new HashMap<String, Integer>();
		for (int i = 0; i < terms.size(); i++) {
			index.put(terms.get(i), i);
		}
		var pairs = new long[1 << 16];
		var size = 0;
		for (var text : texts) {
			if (size > MOST_PAIRS) {
				break;
			}
			var row = text.stream().limit(MOST_TERMS_OF_A_TEXT).mapToInt(term -> index.getOrDefault(term, -1))
					.filter(i -> i >= 0).toArray();
			for (int i = 0; i < row.length; i++) {
				for (int j = i + 1; j < Math.min(row.length, i + WINDOW + 1); j++) {
					if (row[i] != row[j]) {
						if (size + 2 > pairs.length) {
							pairs = Arrays.copyOf(pairs, pairs.length * 2);
						}
						pairs[size++] = (long) row[i] * terms.size() + row[j];
						pairs[size++] = (long) row[j] * terms.size() + row[i];
					}
				}
			}
		}
		Arrays.sort(pairs, 0, size);
		Arrays.fill(pairs, size, pairs.length, Long.MAX_VALUE);
		return pairs;
	}

	private void inform(long[] pairs) {
		var n = terms.size();
		var rows = new double[n];
		for (int i = 0; i < pairs.length && pairs[i] < Long.MAX_VALUE; i++) {
			rows[(int) (pairs[i] / n)]++;
		}
		var smooth = Arrays.stream(rows).map(count -> Math.pow(count, SMOOTHING)).toArray();
		var total = Arrays.stream(smooth).sum();
		var from = 0;
		for (int row = 0; row < n; row++) {
			var columns = new int[16];
			var values = new float[16];
			var size = 0;
			while (from < pairs.length && pairs[from] / n == row) {
				var to = from;
				while (to < pairs.length && pairs[to] == pairs[from]) {
					to++;
				}
				var column = (int) (pairs[from] % n);
				var value = Math.log((to - from) * total / (rows[row] * smooth[column]));
				if (value > 0) {
					if (size == columns.length) {
						columns = Arrays.copyOf(columns, size * 2);
						values = Arrays.copyOf(values, size * 2);
					}
					columns[size] = column;
					values[size++] = (float) value;
				}
				from = to;
			}
			neighbours[row] = Arrays.copyOf(columns, size);
			information[row] = Arrays.copyOf(values, size);
		}
	}

	/** Each word's vector, in the length of its weight. */
	Map<String, float[]> vectors() {
		var n = terms.size();
		var basis = new float[n][TermVectors.SIZE];
		var random = new Random(42);
		for (var row : basis) {
			for (int d = 0; d < row.length; d++) {
				row[d] = (float) random.nextGaussian();
			}
		}
		for (int i = 0; i < ITERATIONS; i++) {
			orthonormalise(basis);
			basis = times(basis);
		}
		return weighted(basis);
	}

	/** The matrix is not quite symmetric, because contexts are smoothed; for its largest directions it may be taken so. */
	private float[][] times(float[][] basis) {
		var product = new float[basis.length][TermVectors.SIZE];
		for (int row = 0; row < basis.length; row++) {
			for (int k = 0; k < neighbours[row].length; k++) {
				var other = basis[neighbours[row][k]];
				var value = information[row][k];
				for (int d = 0; d < TermVectors.SIZE; d++) {
					product[row][d] += value * other[d];
				}
			}
		}
		return product;
	}

	/** Modified Gram and Schmidt, by columns. */
	private static void orthonormalise(float[][] basis) {
		for (int d = 0; d < TermVectors.SIZE; d++) {
			for (int e = 0; e < d; e++) {
				var dot = 0.0;
				for (var row : basis) {
					dot += row[d] * row[e];
				}
				for (var row : basis) {
					row[d] -= (float) dot * row[e];
				}
			}
			var square = 0.0;
			for (var row : basis) {
				square += row[d] * row[d];
			}
			var scale = (float) (1 / Math.max(Math.sqrt(square), 1e-12));
			for (var row : basis) {
				row[d] *= scale;
			}
		}
	}

	/** Directions count by the root of their strength (Levy, Goldberg and Dagan: exponent 0.5). */
	private Map<String, float[]> weighted(float[][] product) {
		var strength = new double[TermVectors.SIZE];
		for (var row : product) {
			for (int d = 0; d < row.length; d++) {
				strength[d] += row[d] * row[d];
			}
		}
		var all = Arrays.stream(counts).sum();
		var vectors = new HashMap<String, float[]>();
		for (int row = 0; row < product.length; row++) {
			var vector = new float[TermVectors.SIZE];
			var square = 0.0;
			for (int d = 0; d < vector.length; d++) {
				vector[d] = (float) (product[row][d] / Math.max(Math.pow(strength[d], 0.25), 1e-9));
				square += vector[d] * vector[d];
			}
			if (square > 0) {
				var weight = WEIGHT / (WEIGHT + (double) counts[row] / all) / Math.sqrt(square);
				for (int d = 0; d < vector.length; d++) {
					vector[d] *= (float) weight;
				}
				vectors.put(terms.get(row), vector);
			}
		}
		return vectors;
	}
}
