package dev.madang.search;

import java.time.Instant;
import java.util.List;

/**
 * Something to be found, as an index keeps it.
 *
 * @param author the member whose it is, or 0
 * @param category the category in which it is listed, or 0 for what is in none
 * @param post of a comment: the post it is under; otherwise 0
 * @param postAuthor of a comment: whose post that is; otherwise 0
 * @param title a title or a name
 * @param body plain text or Markdown
 * @param weight how often it is used: what is suggested first
 */
public record SearchEntry(SearchKind kind, long id, long author, long category, long post, long postAuthor, long item,
		String title,
		String body, List<String> tags, Instant at, int weight) {

	/** Something that has a name and hangs on nothing else. */
	public static SearchEntry named(SearchKind kind, long id, String name, String body, int weight) {
		return new SearchEntry(kind, id, 0, 0, 0, 0, 0, name, body, List.of(), Instant.EPOCH, weight);
	}

	Key key() {
		return new Key(kind, id);
	}

	/** What names an entry. */
	public record Key(SearchKind kind, long id) {

		@Override
		public String toString() {
			return kind.word() + ":" + id;
		}
	}
}
