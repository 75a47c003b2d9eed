package dev.madang.recommendation.model;

/** The corner of a block: small, so it is inverted in double precision by Gauss and Jordan's way. */
final class Pivot {

	private Pivot() {
	}

	/**
	 * The inverse of the square that begins on the diagonal of a lower triangle.
	 *
	 * @throws ArithmeticException if the matrix is not positive definite
	 */
	static double[][] inverse(float[][] rows, int from, int width) {
		var a = new double[width][width];
		for (int i = 0; i < width; i++) {
			for (int j = 0; j <= i; j++) {
				a[i][j] = rows[from + i][from + j];
				a[j][i] = a[i][j];
			}
		}
		for (int k = 0; k < width; k++) {
			var pivot = a[k][k];
			if (!(pivot > 0)) {
				throw new ArithmeticException("The matrix is not positive definite at row " + (from + k));
			}
			a[k][k] = 1;
			for (int j = 0; j < width; j++) {
				a[k][j] /= pivot;
			}
			for (int i = 0; i < width; i++) {
				if (i != k) {
					var factor = a[i][k];
					a[i][k] = 0;
					for (int j = 0; j < width; j++) {
						a[i][j] -= factor * a[k][j];
					}
				}
			}
		}
		return a;
	}
}
