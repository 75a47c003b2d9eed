package dev.madang.platform;

import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The part of a list that is asked for, as its statement says it: how many rows is written into the text, and there is a
 * condition on the keys only from the second part on. Such a text has one plan that is good whatever its parameters are, so
 * PostgreSQL keeps it; with {@code limit :n} and {@code :first or …} it would plan each time anew, for several times of what
 * reading costs.
 */
public record Keyset(Paging paging, @Nullable Cursor after) {

	/**
	 * @param list the name that its cursors bear
	 * @param keys how many keys they have
	 * @throws Problem 400 for a cursor of another list
	 */
	public static Keyset of(Paging paging, String list, int keys) {
		return new Keyset(paging, Cursor.read(paging.cursor(), list, keys));
	}

	/** {@code and condition}, or nothing at the beginning of the list. */
	public String after(String condition) {
		return after == null ? "" : "and " + condition;
	}

	/** {@code limit n}: one row more than is shown, which tells whether the list goes on. */
	public String limit() {
		return "limit " + (paging.limit() + 1);
	}

	/** The same with an offset for a numbered page: a parameter, because a text for each number would be too many. */
	public String limitFrom(String offset) {
		return limit() + (paging.isNumbered() ? " offset " + offset : "");
	}

	/** The limit of each of several lists that are merged into one: for a numbered page some more than it needs, of few texts. */
	public String limitOfEach() {
		var most = paging.offset() + paging.limit() + 1;
		return "limit " + (paging.isNumbered() ? Integer.highestOneBit(most) * 2 : most);
	}

	/** Lists of the same order as one list, which is merged as it is read: nothing is sorted, however far down a page is. */
	public static String merge(Stream<String> lists) {
		return lists.collect(Collectors.joining(")\nunion all\n(", "(", ")"));
	}

	/** A key of the row after which the list goes on, or 0 at its beginning. */
	public long key(int index) {
		return after == null ? 0 : after.key(index);
	}

	/** The same of a key that is a time. */
	public OffsetDateTime time(int index) {
		return Rows.ofMicros(key(index));
	}
}
