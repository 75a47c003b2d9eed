package dev.madang.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A box in the right column.
 *
 * @param style rank (numbered), tags, or figures
 */
public record Box(String title, String style, List<Link> links) {

	/**
	 * @param note a quiet word after the text
	 * @param face of whom it is, where that is shown
	 */
	public record Link(String address, String text, String note, @Nullable Face face) {

		public Link(String address, String text, String note) {
			this(address, text, note, null);
		}
	}

	/** What a round face is drawn of. */
	public record Face(String handle, String name, @Nullable String picture) {
	}

	/** A module that has boxes to show; it must not ask the database at every call. */
	public interface Source {

		List<Box> boxes(Page page);
	}
}
