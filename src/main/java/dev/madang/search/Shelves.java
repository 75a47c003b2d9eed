package dev.madang.search;

import dev.madang.platform.Viewer;

/** What search must know of categories, and of whom a viewer does not see. Whoever keeps them implements it. */
public interface Shelves {

	/** The categories that somebody may read. */
	Long[] readable(Viewer viewer);

	/** Whether these are all. */
	boolean isReadableWhole(Viewer viewer);

	/** A category and those below it that somebody may read; none where they may read none of that name. */
	Long[] within(String slug, Viewer viewer);

	boolean isReadable(long category, Viewer viewer);

	/** The members whose writing is kept from somebody. */
	Long[] hidden(Viewer viewer);

	/** The same of a kind: in rooms moderators are members like all others. */
	default Long[] hidden(SearchKind kind, Viewer viewer) {
		return kind.isInRoom() ? viewer.standing().hidden().toArray(Long[]::new) : hidden(viewer);
	}
}
