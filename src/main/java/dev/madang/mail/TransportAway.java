package dev.madang.mail;

import jakarta.mail.MessagingException;

/** The server cannot be reached, or was found so a moment ago: what is queued waits until it is back. */
public class TransportAway extends MessagingException {

	private static final long serialVersionUID = 1;

	private final boolean hasBegun;

	/** @param hasBegun whether this email was being sent, so that it may have been taken, or be what the server cannot bear */
	public TransportAway(String reason, Exception cause, boolean hasBegun) {
		super(reason, cause);
		this.hasBegun = hasBegun;
	}

	boolean hasBegun() {
		return hasBegun;
	}
}
