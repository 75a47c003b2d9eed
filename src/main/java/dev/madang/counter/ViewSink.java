package dev.madang.counter;

import java.util.Map;

import dev.madang.platform.Subject;

/** Takes the views that this process has counted, and keeps them for all nodes until they are stored: the port. Without
 * one they are stored at once. */
public interface ViewSink {

	/**
	 * Takes views, so that each counts once at most.
	 *
	 * @return those that it could not take, because it is away
	 */
	Map<Subject, Long> take(Map<Subject, Long> views);

	/** How many views of a thing wait to be stored, as far as this node knows. */
	long waiting(Subject subject);
}
