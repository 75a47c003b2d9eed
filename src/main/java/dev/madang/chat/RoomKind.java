package dev.madang.chat;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What kind of a room one is. Tables have it as a word. */
public enum RoomKind {

	/** Of two, who are in it for good. */
	DIRECT,

	/** Of those who were brought into it; what was said before somebody came, they do not read. */
	GROUP,

	/** Found and entered by every member, who reads all of it. */
	OPEN;

	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @param word as a table has it */
	static RoomKind of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

	/** Whether a word is one of these that somebody makes. */
	static boolean isKnown(@Nullable String word) {
		return "direct".equals(word) || "group".equals(word) || "open".equals(word);
	}
}
