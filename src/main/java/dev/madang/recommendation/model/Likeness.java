package dev.madang.recommendation.model;

import java.util.Arrays;

/** Which things are spoken of in the same words: of each, the twenty nearest by the cosine of their word vectors. */
public final class Likeness {

	private static final int KEPT = 20;

	private Likeness() {
	}

	public static Neighbours of(Vocabulary vocabulary, int things) {
		var vectors = vocabulary.vectors(things);
		var nearest = new int[things][];
		var weights = new float[things][];
		var scratch = ThreadLocal.withInitial(() -> new float[things]);
		Rows.each(things, thing -> {
			var scores = scratch.get();
			Arrays.fill(scores, 0);
			vectors.compare(thing, scores);
			var best = new Best(KEPT);
			for (int other = 0; other < things; other++) {
				if (other != thing && scores[other] > 0) {
					best.offer(other, scores[other]);
				}
			}
			nearest[thing] = new int[best.size()];
			weights[thing] = new float[best.size()];
			for (int rank = 0; rank < best.size(); rank++) {
				nearest[thing][rank] = best.thing(rank);
				weights[thing][rank] = best.score(rank);
			}
		});
		return Neighbours.of(nearest, weights);
	}
}
