package dev.madang.platform;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/** A part of a list, and the cursor with which it goes on; null at its end. */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {

	/** Bytes of text after which a slice of long texts ends, so that no page of a hundred of them fills the memory. */
	public static final int MOST_TEXT = 512 << 10;

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

	/**
	 * What a query of long texts asks for besides: the bytes of text before a row, and before the row ahead of it. With
	 * {@code before_last < MOST_TEXT} it reads no more than one row too many. It takes the text's expression and the order.
	 */
	public static String before(String text, String order) {
		return """
				coalesce(sum(octet_length(%1$s)) over (order by %2$s rows between unbounded preceding and 1 preceding), 0) as before,
				coalesce(sum(octet_length(%1$s)) over (order by %2$s rows between unbounded preceding and 2 preceding), 0) as before_last
				"""
				.formatted(text, order);
	}

	/** Makes a slice of rows with long texts, which ends early where their texts exceed {@link #MOST_TEXT}. */
	public static <T> Slice<T> ofTexts(List<T> rows, int limit, ToLongFunction<T> before, Function<T, String> cursorOf) {
		var fitting = (int) rows.stream().takeWhile(row -> before.applyAsLong(row) < MOST_TEXT).count();
		return of(rows, Math.min(limit, fitting), cursorOf);
	}

	public <R> Slice<R> map(Function<T, R> change) {
		return new Slice<>(items.stream().map(change).toList(), nextCursor);
	}
}
