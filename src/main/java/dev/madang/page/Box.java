package dev.madang.page;

import java.util.List;

/**
 * A box in the right column.
 *
 * @param style rank (numbered), tags, or figures
 */
public record Box(String title, String style, List<Link> links) {

	/** @param note a quiet word after the text */
	public record Link(String address, String text, String note) {
	}

	/** A module that has boxes to show; it must not ask the database at every call. */
	public interface Source {

		List<Box> boxes(Page page);
	}
}
