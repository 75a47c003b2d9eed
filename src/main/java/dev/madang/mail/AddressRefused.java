package dev.madang.mail;

import jakarta.mail.MessagingException;

/** No mail reaches this address, however often it is tried. Its message says why, without naming the address. */
public class AddressRefused extends MessagingException {

	private static final long serialVersionUID = 1;

	public AddressRefused(String reason, Exception cause) {
		super(reason, cause);
	}
}
