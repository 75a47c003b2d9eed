package dev.madang.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/**
 * A row that a module puts between the posts of the feed.
 *
 * @param above how many posts stand above it
 */
public record FeedInsert(int above, Content content) {

	/** Who puts rows there. */
	public interface Source {

		/** Few of them, from above to below, so that the feed remains one of posts. */
		List<FeedInsert> inserts(Page page, Part part);
	}

	/**
	 * A part of the feed, which holds posts, the newest first.
	 *
	 * @param times when its posts were published
	 * @param until where it begins: what is newer was in the part before
	 * @param isFirst whether it begins with the newest of all
	 * @param isLast whether there is nothing older
	 */
	public record Part(List<Instant> times, Instant until, boolean isFirst, boolean isLast) {

		/** What is so much older than the last post is no news to whoever comes to the end. */
		private static final Duration TAIL = Duration.ofDays(28);

		private static final Instant FOREVER = Instant.parse("3000-01-01T00:00:00Z");

		/** @param until null for the first part */
		public static Part of(List<Instant> times, @Nullable Instant until, boolean isLast) {
			return new Part(times, until == null ? FOREVER : until, until == null, isLast);
		}

		/** Where it ends: what is not newer comes in the next part, or, after the last one, not at all. */
		public Instant after() {
			var last = times.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.DAYS) : times.getLast();
			return isLast ? last.minus(TAIL) : last;
		}

		/** How many of its posts are newer. */
		public int above(Instant time) {
			return (int) times.stream().filter(each -> each.isAfter(time)).count();
		}
	}
}
