package dev.madang.board;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a board is for. */
public enum BoardKind {

	/** People write, others comment. */
	DISCUSSION,

	/** People ask, comments are answers. */
	QUESTIONS;

	/** As it is stored, and as the API has it. */
	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static BoardKind of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}
}
