package dev.madang.recommendation.model;

import java.util.Arrays;

/**
 * What somebody may like next: {@code (co-engagement + 0.3 likeness + 0.002) * sqrt(1 + timeliness)}, where both sums run
 * over what they engaged with, each weighing {@code 0.1 + exp(-days from the moment / 200)}. The small constant lets what is
 * current come up for those of whom little is known. How the numbers were found is told in docs/recommendation.md.
 */
public final class Ranking {

	private static final float LIKENESS = 0.3f;

	private static final float ANYTHING = 0.002f;

	private final Neighbours together;

	private final Neighbours alike;

	private final Timeliness timeliness;

	private final float[] scores;

	public Ranking(Neighbours together, Neighbours alike, Timeliness timeliness, int things) {
		this.together = together;
		this.alike = alike;
		this.timeliness = timeliness;
		this.scores = new float[things];
	}

	/** The best things for one who engaged with those from one place to another, and with none of these. */
	public int[] best(Engagements sorted, int from, int to, int most) {
		Arrays.fill(scores, ANYTHING);
		var moment = moment(sorted, from, to);
		for (int i = from; i < to; i++) {
			var weight = 0.1f + (float) Math.exp(-Math.abs(sorted.day(i) - moment) / 200.0);
			together.spread(sorted.thing(i), weight, scores);
			alike.spread(sorted.thing(i), weight * LIKENESS, scores);
		}
		for (int i = from; i < to; i++) {
			scores[sorted.thing(i)] = Float.NEGATIVE_INFINITY;
		}
		var current = timeliness.after(moment);
		var best = new Best(most);
		for (int thing = 0; thing < scores.length; thing++) {
			if (scores[thing] > 0) {
				best.offer(thing, scores[thing] * (float) Math.sqrt(1 + current[thing]));
			}
		}
		var things = new int[best.size()];
		for (int rank = 0; rank < things.length; rank++) {
			things[rank] = best.thing(rank);
		}
		return things;
	}

	/** The day of the last like, or of the last engagement of one who liked nothing. */
	private int moment(Engagements sorted, int from, int to) {
		var liked = Integer.MIN_VALUE;
		var any = Integer.MIN_VALUE;
		for (int i = from; i < to; i++) {
			any = Math.max(any, sorted.day(i));
			if (sorted.isLike(i)) {
				liked = Math.max(liked, sorted.day(i));
			}
		}
		return from == to ? timeliness.lately() : liked != Integer.MIN_VALUE ? liked : any;
	}
}
