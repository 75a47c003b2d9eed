package dev.madang.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;

class InverseTest {

	/** Larger than a block and no multiple of one. */
	private static final int N = 150;

	@Test
	void timesTheMatrixIsOne() {
		var matrix = positiveDefinite();
		var inverse = new float[N][];
		for (int i = 0; i < N; i++) {
			inverse[i] = matrix[i].clone();
		}
		Inverse.of(inverse, part -> {
		});
		for (int i = 0; i < N; i++) {
			for (int j = 0; j < N; j++) {
				double sum = 0;
				for (int k = 0; k < N; k++) {
					sum += at(matrix, i, k) * at(inverse, k, j);
				}
				assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-3));
			}
		}
	}

	@Test
	void refusesWhatHasNoInverse() {
		var rows = new float[][]{ { 0 }, { 0, 1 } };
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Inverse.of(rows, part -> {
		}));
	}

	private static double at(float[][] rows, int i, int j) {
		return j <= i ? rows[i][j] : rows[j][i];
	}

	private static float[][] positiveDefinite() {
		var random = new Random(7);
		var rows = new float[N][];
		for (int i = 0; i < N; i++) {
			rows[i] = new float[i + 1];
			for (int j = 0; j < i; j++) {
				rows[i][j] = random.nextFloat() - 0.5f;
			}
			rows[i][i] = N;
		}
		return rows;
	}
}
