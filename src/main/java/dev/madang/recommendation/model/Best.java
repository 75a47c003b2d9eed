package dev.madang.recommendation.model;

/** The best of many, at most so many: equal scores in the order of their numbers, so that every run says the same. */
final class Best {

	private final int[] things;

	private final float[] scores;

	private int size;

	Best(int most) {
		this.things = new int[most];
		this.scores = new float[most];
	}

	void clear() {
		size = 0;
	}

	/** Offers things in ascending order of their numbers. */
	void offer(int thing, float score) {
		if (size == things.length && score <= scores[size - 1]) {
			return;
		}
		var at = size < things.length ? size++ : size - 1;
		while (at > 0 && scores[at - 1] < score) {
			scores[at] = scores[at - 1];
			things[at] = things[at - 1];
			at--;
		}
		scores[at] = score;
		things[at] = thing;
	}

	int size() {
		return size;
	}

	int thing(int rank) {
		return things[rank];
	}

	float score(int rank) {
		return scores[rank];
	}
}
