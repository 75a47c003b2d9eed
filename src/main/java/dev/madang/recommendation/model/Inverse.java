package dev.madang.recommendation.model;

import java.util.function.DoubleConsumer;

/**
 * Inverts a symmetric positive definite matrix where it stands, of which only the lower triangle is kept: row i has i + 1
 * numbers. It sweeps (Goodnight, "A tutorial on the SWEEP operator", 1979) one block of columns after the other: n³/2
 * multiplications, all in one inner loop that the compiler turns into vector instructions.
 */
final class Inverse {

	private static final int BLOCK = 64;

	/** So much of two rows stays in the nearest cache with the four that are taken from them. */
	private static final int STRIP = 1024;

	private final float[][] rows;

	private final int n;

	private final float[][] panel;

	private final float[][] scaled;

	private Inverse(float[][] rows) {
		this.rows = rows;
		this.n = rows.length;
		this.panel = new float[BLOCK][n];
		this.scaled = new float[n][BLOCK];
	}

	/** @param progress is told how much is done, from 0 to 1 */
	static void of(float[][] rows, DoubleConsumer progress) {
		var inverse = new Inverse(rows);
		for (int from = 0; from < inverse.n; from += BLOCK) {
			inverse.sweep(from, Math.min(BLOCK, inverse.n - from));
			progress.accept((double) Math.min(inverse.n, from + BLOCK) / inverse.n);
		}
		Rows.each(inverse.n, i -> {
			for (int j = 0; j <= i; j++) {
				rows[i][j] = -rows[i][j];
			}
		});
	}

	private void sweep(int from, int width) {
		var corner = Pivot.inverse(rows, from, width);
		Rows.each(n, i -> lift(i, from, width, corner));
		Rows.each((n + 1) / 2, pair -> {
			if (2 * pair < from || 2 * pair >= from + width) {
				subtract(2 * pair, width);
			}
		});
		Rows.each(n, i -> settle(i, from, width, corner));
	}

	/** Takes row i of the block's columns out, and multiplies it with the inverse corner. */
	private void lift(int i, int from, int width, double[][] corner) {
		for (int t = 0; t < width; t++) {
			panel[t][i] = i >= from + t ? rows[i][from + t] : rows[from + t][i];
		}
		var sums = new double[width];
		for (int s = 0; s < width; s++) {
			var factor = (double) panel[s][i];
			var row = corner[s];
			for (int t = 0; t < width; t++) {
				sums[t] += factor * row[t];
			}
		}
		for (int t = 0; t < width; t++) {
			scaled[i][t] = (float) sums[t];
		}
	}

	/** From row i and the next, so that each column is fetched once for both. */
	private void subtract(int i, int width) {
		if (i + 1 == n) {
			subtractRest(i, 0, 0, width);
			return;
		}
		var four = width & ~3;
		for (int strip = 0; strip <= i; strip += STRIP) {
			var end = Math.min(strip + STRIP, i + 1);
			for (int t = 0; t < four; t += 4) {
				subtractFour(rows[i], rows[i + 1], strip, end, scaled[i], scaled[i + 1], t);
			}
		}
		subtractRest(i, 0, four, width);
		subtractRest(i + 1, i + 1, 0, four);
		subtractRest(i + 1, 0, four, width);
	}

	private void subtractFour(float[] a, float[] b, int from, int to, float[] ofA, float[] ofB, int t) {
		float a0 = -ofA[t], a1 = -ofA[t + 1], a2 = -ofA[t + 2], a3 = -ofA[t + 3];
		float b0 = -ofB[t], b1 = -ofB[t + 1], b2 = -ofB[t + 2], b3 = -ofB[t + 3];
		float[] c0 = panel[t], c1 = panel[t + 1], c2 = panel[t + 2], c3 = panel[t + 3];
		for (int j = from; j < to; j++) {
			float x0 = c0[j], x1 = c1[j], x2 = c2[j], x3 = c3[j];
			a[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, a[j]))));
			b[j] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, b[j]))));
		}
	}

	private void subtractRest(int i, int start, int firstColumn, int lastColumn) {
		for (int t = firstColumn; t < lastColumn; t++) {
			var factor = -scaled[i][t];
			var column = panel[t];
			for (int j = start; j <= i; j++) {
				rows[i][j] = Math.fma(factor, column[j], rows[i][j]);
			}
		}
	}

	/** Puts the block's own columns back, which the subtraction must not have touched. */
	private void settle(int i, int from, int width, double[][] corner) {
		for (int t = 0; t < width; t++) {
			if (i >= from + width) {
				rows[i][from + t] = scaled[i][t];
			}
			else if (i < from) {
				rows[from + t][i] = scaled[i][t];
			}
			else if (from + t <= i) {
				rows[i][from + t] = (float) -corner[i - from][t];
			}
		}
	}
}
