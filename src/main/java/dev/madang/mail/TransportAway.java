package dev.madang.mail;

import jakarta.mail.MessagingException;

/** The server cannot be reached, or was found so a moment ago: what is queued waits until it is back. */
public class TransportAway extends MessagingException {

	private static final long serialVersionUID = 1;

	public TransportAway(String reason, Exception cause) {
		super(reason, cause);
	}
}
