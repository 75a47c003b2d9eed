package dev.madang.recommendation.model;

import java.util.Arrays;

/** Sparse vectors, one a thing, and the same by word. Filled in the order of things. */
final class WordVectors {

	private final int[] starts;

	private final int[] words;

	private final float[] weights;

	private final int[] postingStarts;

	private int[] postings = new int[0];

	private float[] postingWeights = new float[0];

	private int size;

	WordVectors(int things, int vocabulary, int most) {
		this.starts = new int[things + 1];
		this.words = new int[most];
		this.weights = new float[most];
		this.postingStarts = new int[vocabulary + 1];
	}

	void add(int thing, int word, float weight) {
		words[size] = word;
		weights[size] = weight;
		size++;
		starts[thing + 1] = size;
	}

	WordVectors finished() {
		for (int thing = 0; thing + 1 < starts.length; thing++) {
			starts[thing + 1] = Math.max(starts[thing + 1], starts[thing]);
			normalise(starts[thing], starts[thing + 1]);
		}
		for (int i = 0; i < size; i++) {
			postingStarts[words[i] + 1]++;
		}
		for (int word = 0; word + 1 < postingStarts.length; word++) {
			postingStarts[word + 1] += postingStarts[word];
		}
		postings = new int[size];
		postingWeights = new float[size];
		var next = Arrays.copyOf(postingStarts, postingStarts.length);
		for (int thing = 0; thing + 1 < starts.length; thing++) {
			for (int i = starts[thing]; i < starts[thing + 1]; i++) {
				var at = next[words[i]]++;
				postings[at] = thing;
				postingWeights[at] = weights[i];
			}
		}
		return this;
	}

	private void normalise(int from, int to) {
		double squares = 0;
		for (int i = from; i < to; i++) {
			squares += weights[i] * weights[i];
		}
		for (int i = from; i < to; i++) {
			weights[i] /= (float) Math.sqrt(squares);
		}
	}

	/** Adds the cosine of a thing with every other to the scores. */
	void compare(int thing, float[] scores) {
		for (int i = starts[thing]; i < starts[thing + 1]; i++) {
			var weight = weights[i];
			for (int p = postingStarts[words[i]]; p < postingStarts[words[i] + 1]; p++) {
				scores[postings[p]] += weight * postingWeights[p];
			}
		}
	}
}
