package dev.madang.platform;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** A part of a list, and the cursor with which it goes on; null at its end. */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {

	/**
	 * Makes a slice of rows of which one more was read than is shown.
	 *
	 * @param cursorOf the cursor that goes on after a row
	 */
	public static <T> Slice<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
		if (rows.size() <= limit) {
			return new Slice<>(rows, null);
		}
		var shown = rows.subList(0, limit);
		return new Slice<>(shown, cursorOf.apply(shown.getLast()));
	}

	public <R> Slice<R> map(Function<T, R> change) {
		return new Slice<>(items.stream().map(change).toList(), nextCursor);
	}
}
