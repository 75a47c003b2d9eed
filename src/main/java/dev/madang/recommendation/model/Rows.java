package dev.madang.recommendation.model;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work on the rows of a matrix, each independent of the others, so that the outcome does not depend on who did which. */
final class Rows {

	private static final int CHUNK = 32;

	private Rows() {
	}

	/** Spread over all processors. */
	static void each(int rows, IntConsumer work) {
		IntStream.range(0, (rows + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
			for (int row = chunk * CHUNK; row < Math.min(rows, (chunk + 1) * CHUNK); row++) {
				work.accept(row);
			}
		});
	}
}
