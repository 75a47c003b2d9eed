package dev.madang.chat;

/** Says more to members by their sockets than what happens in their rooms. A module that has something to say implements it. */
public interface SocketNews {

	/** Somebody has come, and is welcomed next: they are to hear of what is new from now on. */
	void opened(SocketReader reader);
}
