package dev.madang.chat.delivery;

import java.util.List;

/** What a client did or saw in a room. A message is known by the {@code clientId} that its author gave it. */
sealed interface Event {

	long room();

	record Sent(long room, String clientId) implements Event {
	}

	record Acked(long room, String clientId, long seq) implements Event {
	}

	/** The room's position in a welcome. */
	record Welcomed(long room, String epoch, long seq, long read) implements Event {
	}

	record Heard(long room, Line line) implements Event {
	}

	/** Word that the room is to be loaded anew. */
	record Reset(long room, String epoch, long seq) implements Event {
	}

	/** What was loaded over HTTP of what was not known yet. */
	record Loaded(long room, List<Line> lines) implements Event {
	}

	/** Word of how far somebody has read. */
	record Read(long room, long seq) implements Event {
	}

	/** A message at its place. */
	record Line(long seq, String clientId) {
	}
}
