package dev.madang.recommendation.model;

import java.util.Arrays;

/** For each thing, the things that it speaks for, and how much; the strongest first. */
public final class Neighbours {

	private final int[] starts;

	private final int[] things;

	private final float[] weights;

	private Neighbours(int[] starts, int[] things, float[] weights) {
		this.starts = starts;
		this.things = things;
		this.weights = weights;
	}

	/** Given for each thing those that it speaks for. */
	static Neighbours of(int[][] neighbours, float[][] strengths) {
		var starts = new int[neighbours.length + 1];
		for (int i = 0; i < neighbours.length; i++) {
			starts[i + 1] = starts[i] + neighbours[i].length;
		}
		var things = new int[starts[neighbours.length]];
		var weights = new float[things.length];
		for (int i = 0; i < neighbours.length; i++) {
			System.arraycopy(neighbours[i], 0, things, starts[i], neighbours[i].length);
			System.arraycopy(strengths[i], 0, weights, starts[i], neighbours[i].length);
		}
		return new Neighbours(starts, things, weights);
	}

	/** Turned round: given for each thing those that speak for it. */
	static Neighbours speakingFor(int[][] speakers, float[][] weights) {
		var n = speakers.length;
		var starts = new int[n + 1];
		for (var row : speakers) {
			for (var speaker : row) {
				starts[speaker + 1]++;
			}
		}
		for (int i = 0; i < n; i++) {
			starts[i + 1] += starts[i];
		}
		var next = Arrays.copyOf(starts, n);
		var things = new int[starts[n]];
		var strengths = new float[starts[n]];
		for (int thing = 0; thing < n; thing++) {
			for (int k = 0; k < speakers[thing].length; k++) {
				var at = next[speakers[thing][k]]++;
				things[at] = thing;
				strengths[at] = weights[thing][k];
			}
		}
		var neighbours = new Neighbours(starts, things, strengths);
		Rows.each(n, neighbours::sort);
		return neighbours;
	}

	private void sort(int thing) {
		for (int i = starts[thing] + 1; i < starts[thing + 1]; i++) {
			int other = things[i];
			float weight = weights[i];
			int at = i;
			while (at > starts[thing] && weights[at - 1] < weight) {
				weights[at] = weights[at - 1];
				things[at] = things[at - 1];
				at--;
			}
			weights[at] = weight;
			things[at] = other;
		}
	}

	public int count(int thing) {
		return starts[thing + 1] - starts[thing];
	}

	public int neighbour(int thing, int rank) {
		return things[starts[thing] + rank];
	}

	public float weight(int thing, int rank) {
		return weights[starts[thing] + rank];
	}

	/** Adds to every neighbour of a thing what it speaks for it. */
	void spread(int thing, float strength, float[] scores) {
		for (int i = starts[thing]; i < starts[thing + 1]; i++) {
			scores[things[i]] += strength * weights[i];
		}
	}
}
