package dev.madang.recommendation.model;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Which things are engaged with by the same people at the same time: EASE (Steck, "Embarrassingly shallow autoencoders for
 * sparse data", WWW 2019), the closed form of the best linear item-to-item model without self-similarity, with a kernel in
 * time: two things count together as {@code 0.1 + 0.9 exp(-days apart / 180)}, because taste and what is current move on.
 * The kernel is positive definite, so the matrix stays so. Only things with enough engagements take part, and of each column the
 * hundred strongest weights are kept, which costs nothing that can be measured.
 */
public final class CoEngagement {

	public static final float REGULARISATION = 100;

	private static final float ALWAYS = 0.1f;

	private static final float DAYS = 180;

	private static final int KEPT = 100;

	private final int things;

	private final int[] place;

	private final int[] thingAt;

	private CoEngagement(int[] perThing, int least, int most) {
		this.things = perThing.length;
		this.place = new int[things];
		var needed = Math.max(least, needed(perThing, most));
		var taken = 0;
		for (int thing = 0; thing < things; thing++) {
			place[thing] = perThing[thing] >= needed ? taken++ : -1;
		}
		this.thingAt = new int[taken];
		for (int thing = 0; thing < things; thing++) {
			if (place[thing] >= 0) {
				thingAt[place[thing]] = thing;
			}
		}
	}

	/** How many engagements a thing needs, so that at most so many things take part. */
	private static int needed(int[] perThing, int most) {
		var sorted = perThing.clone();
		Arrays.sort(sorted);
		return sorted.length <= most ? 0 : sorted[sorted.length - most - 1] + 1;
	}

	/**
	 * @param sorted engagements in the order of members, one of a member with a thing
	 * @param least so many engagements a thing needs
	 * @param regularisation what is added to the diagonal: the more, the less two engagements say
	 * @param most so many things take part: the memory is twice the square of it, in bytes
	 */
	public static Neighbours of(Engagements sorted, int[] starts, int things, int least, int most, float regularisation,
			DoubleConsumer progress) {
		var ease = new CoEngagement(sorted.perThing(things), least, most);
		var rows = ease.gram(sorted, starts, regularisation);
		Inverse.of(rows, progress);
		return ease.neighbours(rows);
	}

	private float[][] gram(Engagements all, int[] starts, float regularisation) {
		var rows = new float[thingAt.length][];
		for (int i = 0; i < rows.length; i++) {
			rows[i] = new float[i + 1];
			rows[i][i] = regularisation;
		}
		var nearness = new float[20_000];
		for (int days = 0; days < nearness.length; days++) {
			nearness[days] = (float) (ALWAYS + (1 - ALWAYS) * Math.exp(-days / DAYS));
		}
		for (int member = 0; member + 1 < starts.length; member++) {
			for (int a = starts[member]; a < starts[member + 1]; a++) {
				var i = place[all.thing(a)];
				for (int b = starts[member]; i >= 0 && b <= a; b++) {
					var j = place[all.thing(b)];
					if (j >= 0 && (i != j || a == b)) {
						var days = Math.min(Math.abs(all.day(a) - all.day(b)), nearness.length - 1);
						rows[Math.max(i, j)][Math.min(i, j)] += all.weight(a) * all.weight(b) * nearness[days];
					}
				}
			}
		}
		return rows;
	}

	private Neighbours neighbours(float[][] inverse) {
		var speakers = new int[things][];
		var weights = new float[things][];
		Arrays.fill(speakers, new int[0]);
		Arrays.fill(weights, new float[0]);
		Rows.each(thingAt.length, i -> {
			var best = new Best(KEPT);
			for (int j = 0; j < thingAt.length; j++) {
				var weight = -(j <= i ? inverse[i][j] : inverse[j][i]) / inverse[i][i];
				if (j != i && weight > 0) {
					best.offer(j, weight);
				}
			}
			var thing = thingAt[i];
			speakers[thing] = new int[best.size()];
			weights[thing] = new float[best.size()];
			for (int rank = 0; rank < best.size(); rank++) {
				speakers[thing][rank] = thingAt[best.thing(rank)];
				weights[thing][rank] = best.score(rank);
			}
		});
		return Neighbours.speakingFor(speakers, weights);
	}
}
