package dev.madang.catalog;

import java.util.Collection;
import java.util.List;

/** What a module keeps about items, and moves when one of two duplicates becomes the other. */
public interface ItemPart {

	/** A name for its rows, such as {@code post}; it is stored with what moved, so it never changes. */
	String name();

	/**
	 * Moves all that is about an item to another one, within the transaction of the merge, counts included.
	 *
	 * @return the ids of what moved, to be moved back by them
	 */
	List<Long> move(long from, long to);

	/** Moves back what is still there of what moved. */
	void moveBack(Collection<Long> ids, long from, long to);
}
