package dev.madang.page;

import java.util.Optional;

/** Something that waits for moderators, shown in the header of every page of theirs; it must not ask the database each time. */
public interface Alert {

	/** Where to go on, what to say, and the number for it in the note. */
	Optional<Box.Link> alert(Page page);
}
