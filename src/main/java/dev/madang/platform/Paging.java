package dev.madang.platform;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: by cursor, or by number where the list allows it.
 *
 * @param page from 1, or 0 when paging by cursor
 */
public record Paging(int limit, @Nullable String cursor, int page) {

	/** So deep a numbered page may reach; a cursor reaches everything at the same cost. */
	private static final int DEEPEST = 10_000;

	/** @throws Problem 400 if a number is out of its range */
	public static Paging of(@Nullable Integer limit, @Nullable String cursor, @Nullable Integer page) {
		var size = limit == null ? 20 : limit;
		if (size < 1 || size > 100) {
			throw Problem.malformed("bad-limit");
		}
		if (page == null) {
			return new Paging(size, cursor == null || cursor.isEmpty() ? null : cursor, 0);
		}
		if (page < 1 || cursor != null) {
			throw Problem.malformed("bad-page");
		}
		if ((long) page * size > DEEPEST) {
			throw Problem.malformed("page-too-deep");
		}
		return new Paging(size, null, page);
	}

	public boolean isNumbered() {
		return page > 0;
	}

	public int offset() {
		return isNumbered() ? (page - 1) * limit : 0;
	}
}
