package dev.madang.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of the space of vectors, each around a mean of some of them: whoever looks for neighbours looks into the nearest few.
 * The inverted file of Sivic and Zisserman, "Video Google" (2003), by k-means over directions. Unlike a graph of neighbours it
 * takes no memory while segments are merged, and is as quick to build as it is to look up.
 *
 * @param means one column for each
 */
public record Cells(float[][] means) {

	public static final Cells NONE = new Cells(new float[0][0]);

	private static final int MOST = 1_024;

	/** Fewer vectors are as well looked through one by one. */
	private static final int VECTORS_OF_ONE = 16;

	private static final int ITERATIONS = 6;

	public boolean isEmpty() {
		return means.length == 0;
	}

	/** Learns from some vectors, in no particular order. */
	static Cells learn(List<byte[]> vectors) {
		var count = Math.min(MOST, vectors.size() / VECTORS_OF_ONE);
		if (count < 2) {
			return NONE;
		}
		var size = vectors.getFirst().length;
		var cells = new Cells(new float[size][count]);
		for (int cell = 0; cell < count; cell++) {
			var vector = vectors.get((int) ((long) cell * vectors.size() / count));
			for (int d = 0; d < size; d++) {
				cells.means[d][cell] = vector[d];
			}
		}
		cells.normalise();
		for (int i = 0; i < ITERATIONS; i++) {
			cells = cells.next(vectors);
		}
		return cells;
	}

	private Cells next(List<byte[]> vectors) {
		var sums = new Cells(new float[means.length][means[0].length]);
		for (var vector : vectors) {
			var cell = nearest(vector);
			for (int d = 0; d < vector.length; d++) {
				sums.means[d][cell] += vector[d];
			}
		}
		sums.normalise();
		return sums;
	}

	/** To the length 1; what is empty stays so, and is nobody's nearest. */
	private void normalise() {
		for (int cell = 0; cell < means[0].length; cell++) {
			var square = 0.0;
			for (var row : means) {
				square += row[cell] * row[cell];
			}
			for (var row : means) {
				row[cell] *= (float) (1 / Math.max(Math.sqrt(square), 1e-9));
			}
		}
	}

	/** The cell of a vector. */
	public int nearest(byte[] vector) {
		return highest(scores(vector));
	}

	private static int highest(float[] scores) {
		var highest = 0;
		for (int cell = 1; cell < scores.length; cell++) {
			highest = scores[cell] > scores[highest] ? cell : highest;
		}
		return highest;
	}

	/** The cells in which its neighbours may be, the nearest first. */
	public List<Integer> nearest(byte[] vector, int count) {
		var scores = scores(vector);
		var nearest = new ArrayList<Integer>(count);
		while (nearest.size() < Math.min(count, scores.length)) {
			var cell = highest(scores);
			nearest.add(cell);
			scores[cell] = Float.NEGATIVE_INFINITY;
		}
		return nearest;
	}

	private float[] scores(byte[] vector) {
		var scores = new float[means[0].length];
		for (int d = 0; d < vector.length; d++) {
			var row = means[d];
			var x = vector[d];
			for (int cell = 0; cell < scores.length; cell++) {
				scores[cell] += row[cell] * x;
			}
		}
		return scores;
	}

	void write(DataOutputStream out) throws IOException {
		out.writeInt(isEmpty() ? 0 : means[0].length);
		for (var row : means) {
			for (var x : row) {
				out.writeFloat(x);
			}
		}
	}

	static Cells read(DataInputStream in, int size) throws IOException {
		var count = in.readInt();
		if (count == 0) {
			return NONE;
		}
		var cells = new Cells(new float[size][count]);
		for (var row : cells.means) {
			for (int cell = 0; cell < count; cell++) {
				row[cell] = in.readFloat();
			}
		}
		return cells;
	}
}
