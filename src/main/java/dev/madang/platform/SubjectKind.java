package dev.madang.platform;

import java.util.Map;

/**
 * What a module above tells the modules below about one kind of the things that it keeps. Whoever implements it decides
 * who may see a subject; whoever calls it knows nothing else about it.
 */
public interface SubjectKind {

	/** Such as {@code post}. */
	String kind();

	/** Whether there is such a subject and this viewer may see it. */
	boolean isVisible(long id, Viewer viewer);

	/**
	 * Keeps the count of likes, in the transaction in which the like was stored.
	 *
	 * @param change 1, -1, or 0 to learn the count
	 * @return the new count
	 */
	int countLike(long id, int change);

	/** Adds many likes at once, within the current transaction. */
	void addLikes(Map<Long, Integer> likesById);

	/** Adds views, all in one transaction. */
	default void addViews(Map<Long, Long> viewsById) {
		throw new IllegalStateException(kind() + " counts no views");
	}
}
