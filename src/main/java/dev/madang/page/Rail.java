package dev.madang.page;

import java.util.List;

/** The left column: the places of a community. */
public interface Rail {

	/**
	 * @param depth 0 for a place of its own, more below another
	 * @param note a number
	 * @param isNew whether it counts what is new to the viewer
	 * @param isMuted whether the viewer wants to hear nothing of it
	 */
	record Entry(String address, String name, int depth, String note, boolean isNew, boolean isMuted) {
	}

	List<Entry> entries(Page page);
}
