package dev.madang.mail;

import jakarta.mail.MessagingException;

/** A server takes no mail for this address. The message says why, without naming the address. */
public class AddressRefused extends MessagingException {

	private static final long serialVersionUID = 1;

	/** After so many tries, what need not be about the address is taken to be. */
	private static final int TRIES = 3;

	private final boolean certain;

	/** @param certain whether nothing but the address can be meant */
	public AddressRefused(String reason, boolean certain, Exception cause) {
		super(reason, cause);
		this.certain = certain;
	}

	/** Whether it is of no use to ask again. */
	public boolean isFinal(int tries) {
		return certain || tries >= TRIES;
	}
}
