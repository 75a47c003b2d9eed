package dev.madang.recommendation.model;

import java.util.function.DoubleConsumer;

/**
 * Inverts a symmetric positive definite matrix where it stands, of which only the lower triangle is kept: row i has i + 1
 * numbers. It sweeps (Goodnight, "A tutorial on the SWEEP operator", 1979) one block of columns after the other: n³/2
 * multiplications, all in one inner loop that the compiler turns into vector instructions.
 */
final class Inverse {

	private static final int BLOCK = 64;

	/** So much of a row stays in the nearest cache with the eight rows that are taken from it. */
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
		Rows.each(n, i -> {
			if (i < from || i >= from + width) {
				subtract(i, width);
			}
		});
		Rows.each(n, i -> settle(i, from, width, corner));
	}

	/** Takes row i of the block's columns out, and multiplies it with the inverse corner. */
	private void lift(int i, int from, int width, double[][] corner) {
		for (int t = 0; t < width; t++) {
			panel[t][i] = i >= from + t ? rows[i][from + t] : rows[from + t][i];
		}
		for (int t = 0; t < width; t++) {
			double sum = 0;
			for (int s = 0; s < width; s++) {
				sum += panel[s][i] * corner[s][t];
			}
			scaled[i][t] = (float) sum;
		}
	}

	private void subtract(int i, int width) {
		var row = rows[i];
		var factors = scaled[i];
		for (int strip = 0; strip <= i; strip += STRIP) {
			var end = Math.min(strip + STRIP, i + 1);
			var t = 0;
			for (; t + 8 <= width; t += 8) {
				subtractEight(row, strip, end, factors, t);
			}
			for (; t < width; t++) {
				var factor = -factors[t];
				var column = panel[t];
				for (int j = strip; j < end; j++) {
					row[j] = Math.fma(factor, column[j], row[j]);
				}
			}
		}
	}

	private void subtractEight(float[] row, int from, int to, float[] factors, int t) {
		float f0 = -factors[t], f1 = -factors[t + 1], f2 = -factors[t + 2], f3 = -factors[t + 3];
		float f4 = -factors[t + 4], f5 = -factors[t + 5], f6 = -factors[t + 6], f7 = -factors[t + 7];
		float[] c0 = panel[t], c1 = panel[t + 1], c2 = panel[t + 2], c3 = panel[t + 3];
		float[] c4 = panel[t + 4], c5 = panel[t + 5], c6 = panel[t + 6], c7 = panel[t + 7];
		for (int j = from; j < to; j++) {
			var first = Math.fma(f3, c3[j], Math.fma(f2, c2[j], Math.fma(f1, c1[j], Math.fma(f0, c0[j], row[j]))));
			row[j] = Math.fma(f7, c7[j], Math.fma(f6, c6[j], Math.fma(f5, c5[j], Math.fma(f4, c4[j], first))));
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
