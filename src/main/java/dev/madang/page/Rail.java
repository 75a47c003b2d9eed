package dev.madang.page;

import java.util.List;

/** The left column: the places of a community. */
public interface Rail {

	/** @param depth 0 for a place of its own, more below another */
	record Entry(String address, String name, int depth, String note) {
	}

	List<Entry> entries(Page page);
}
