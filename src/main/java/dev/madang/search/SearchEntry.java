package dev.madang.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something to be found, as an index keeps it.
 *
 * @param title a title or a name
 * @param body plain text or Markdown
 * @param weight how often it is used: what is suggested first
 */
public record SearchEntry(Key key, String title, String body, List<String> tags, Origin origin, int weight) {

	/** Something that has a name and hangs on nothing else. */
	public static SearchEntry named(SearchKind kind, long id, String name, String body, int weight) {
		return new SearchEntry(new Key(kind, id), name, body, List.of(), Origin.NONE, weight);
	}

	public SearchKind kind() {
		return key.kind();
	}

	public long id() {
		return key.id();
	}

	/** What names an entry. */
	public record Key(SearchKind kind, long id) {

		@Override
		public String toString() {
			return kind.word() + ":" + id;
		}
	}

	/**
	 * Where an entry comes from.
	 *
	 * @param author the member whose it is, or 0
	 * @param category the category in which it is listed, or 0 for what is in none
	 * @param under what it stands under, or null for what stands alone
	 * @param in the room in which it stands, or null
	 */
	public record Origin(long author, long category, Instant at, @Nullable Under under, @Nullable InRoom in) {

		static final Origin NONE = new Origin(0, 0, Instant.EPOCH, null);

		public Origin(long author, long category, Instant at, @Nullable Under under) {
			this(author, category, at, under, null);
		}

		public static Origin of(long author, Instant at) {
			return new Origin(author, 0, at, null);
		}
	}

	/**
	 * In which room something stands.
	 *
	 * @param place where in it: a member reads what is after a place of theirs
	 */
	public record InRoom(long room, long place) {
	}

	/**
	 * What an entry stands under, and goes with.
	 *
	 * @param key as {@link Key} writes it
	 * @param author whose that is: who does not see them does not see what is under it
	 */
	public record Under(String key, long author) {
	}
}
