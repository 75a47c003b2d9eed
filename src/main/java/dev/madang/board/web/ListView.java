package dev.madang.board.web;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A list on a page.
 *
 * @param address its path with what narrows it, without order and cursor
 * @param category the slug of the board, or empty
 * @param more the address of its next part, or empty
 * @param since where the list is one of the latest, when the viewer was here before
 * @param isFirst whether it is the first part
 */
public record ListView(String address, String title, String description, String category, String keyword, String sort,
		List<PostRow> rows, String more, @Nullable Instant since, boolean isFirst) {

	/** The same list in another order. */
	public String sorted(String order) {
		return "latest".equals(order) ? address : address + (address.contains("?") ? "&" : "?") + "sort=" + order;
	}

	/**
	 * How many rows of this part are newer than the viewer's last visit, if the first that is not is among them: the line
	 * between stands before it.
	 *
	 * @return 0 where there is no such line
	 */
	public int newRows() {
		if (since == null || !isFirst) {
			return 0;
		}
		int rest = 0;
		while (rest < rows.size() && (rows.get(rest).post().pinned() || rows.get(rest).post().createdAt().isAfter(since))) {
			rest++;
		}
		return rest < rows.size() && rows.subList(0, rest).stream().anyMatch(row -> row.post().createdAt().isAfter(since))
				? rest
				: 0;
	}
}
