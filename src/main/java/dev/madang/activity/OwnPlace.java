package dev.madang.activity;

import java.util.Optional;

/** Something that follows the log from a place that no table holds: an index of this node, say. It is shown to admins. */
public interface OwnPlace {

	String name();

	/** How far it has come; empty while there is nothing yet that could be behind. */
	Optional<LogReader.Place> place();
}
