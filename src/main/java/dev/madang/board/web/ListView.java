package dev.madang.board.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import dev.madang.page.FeedInsert;
import org.jspecify.annotations.Nullable;

/**
 * A list on a page.
 *
 * @param address its path with what narrows it, without order and cursor
 * @param category the slug of the board, or empty
 * @param more the address of its next part, or empty
 * @param since where the list is one of the latest, when the viewer was here before
 * @param viewerId whose own posts are never new to them
 * @param isFirst whether it is the first part
 * @param inserts what stands between the posts
 */
public record ListView(String address, String title, String description, String category, String keyword, String sort,
		List<PostRow> rows, String more, @Nullable Instant since, long viewerId, boolean isFirst, List<FeedInsert> inserts) {

	/** When the newest of its posts was published; there must be one. */
	Instant newest() {
		return rows.stream().map(row -> row.post().createdAt()).max(Comparator.naturalOrder()).orElseThrow();
	}

	ListView with(List<FeedInsert> between) {
		return new ListView(address, title, description, category, keyword, sort, rows, more, since, viewerId, isFirst,
				between);
	}

	/** The same list in another order. */
	public String sorted(String order) {
		return "latest".equals(order) ? address : address + (address.contains("?") ? "&" : "?") + "sort=" + order;
	}

	/**
	 * How many rows of the first part stand above the line between what is newer than the viewer's last visit and what is not;
	 * pinned posts stand above it in any case.
	 *
	 * @return 0 where there is no such line
	 */
	public int rowsAboveLine() {
		if (since == null || !isFirst) {
			return 0;
		}
		int above = 0;
		while (above < rows.size() && (rows.get(above).post().pinned() || isNew(rows.get(above)))) {
			above++;
		}
		return above < rows.size() && newRows(above) > 0 ? above : 0;
	}

	/** How many rows above the line are newer than the viewer's last visit. */
	public int newRows() {
		return newRows(rowsAboveLine());
	}

	private int newRows(int above) {
		return (int) rows.subList(0, above).stream().filter(this::isNew).count();
	}

	private boolean isNew(PostRow row) {
		return since != null && row.post().createdAt().isAfter(since) && row.post().authorId() != viewerId;
	}
}
