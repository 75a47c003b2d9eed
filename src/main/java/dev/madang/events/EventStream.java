package dev.madang.events;

import java.util.Collection;
import java.util.Map;

import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of custom topics are kept: in a table, or with a broker. Who has been told of an event finds it there, and what is
 * read after an offset is never joined later by something before it.
 */
public interface EventStream {

	/** Makes room for a topic's events; nothing happens where there is some already. */
	void make(String topic, int partitions);

	/** The partitions that topics have there, of those of which it knows. */
	Map<String, Integer> partitions(Collection<Topic> topics);

	/** Publishes what was checked; when it returns, the event is stored. */
	Event publish(Viewer viewer, Topic topic, Publishing.Form form);

	/** @throws dev.madang.platform.Problem 400 for an offset that is not one of this topic */
	Events.Part read(Topic topic, @Nullable String after, int limit);
}
