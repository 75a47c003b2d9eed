package dev.madang.board.web;

import java.util.List;

/**
 * A list on a page.
 *
 * @param address its path with what narrows it, without order and cursor
 * @param category the slug of the board, or empty
 * @param more the address of its next part, or empty
 */
public record ListView(String address, String title, String description, String category, String keyword, String sort,
		List<PostRow> rows, String more) {

	/** The same list in another order. */
	public String sorted(String order) {
		return "latest".equals(order) ? address : address + (address.contains("?") ? "&" : "?") + "sort=" + order;
	}
}
