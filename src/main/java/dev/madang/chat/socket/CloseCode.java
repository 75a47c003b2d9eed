package dev.madang.chat.socket;

import jakarta.websocket.CloseReason;

/** Why a socket is closed; the numbers are those of the API's contract. */
enum CloseCode implements CloseReason.CloseCode {

	/** The server ends; whoever comes back finds it, or another node. */
	GOING_AWAY(1001),

	/** A binary frame. */
	NOT_TEXT(1003),

	/** Not signed in, or not any more. */
	SIGN_IN_NEEDED(4001),

	/** A page of another site. */
	ORIGIN(4003),

	/** What was sent was not read; whoever comes back resumes. */
	TOO_SLOW(4008),

	/** The same member has opened too many others since. */
	ELSEWHERE(4009),

	TOO_LARGE(4013),

	/** The server has as many as it may have. */
	FULL(4015),

	/** Too many frames in a short time. */
	FLOODING(4029);

	private final int code;

	CloseCode(int code) {
		this.code = code;
	}

	@Override
	public int getCode() {
		return code;
	}
}
