package dev.madang.chat;

/**
 * Brings what happens in rooms to everybody who is there, on whichever node: the port. What it is told is committed. It may lose
 * an event, and tell two in another order: whoever receives them asks the database for what lies between.
 */
public interface Fanout {

	/** Must not block: whoever tells it holds the request of somebody who waits. */
	void publish(RoomEvent event);
}
