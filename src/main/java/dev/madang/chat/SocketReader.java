package dev.madang.chat;

import java.util.Locale;

import dev.madang.platform.Viewer;

/** Somebody's open socket, to whoever has something to say on it. */
public interface SocketReader {

	/** Whose it is now. */
	Viewer viewer();

	Locale locale();

	/** Whether nobody is there any more. */
	boolean isOver();

	/** Does not block. Whoever does not read is closed. */
	void send(String frame);
}
