package dev.madang.chat;

/** Hears up to where members have read their rooms. Whoever tells them of messages implements it. */
public interface WhenRead {

	void read(long member, long room, long seq);
}
