package dev.madang.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.page.Outbox;

/** What takes emails away. One that fails is asked again later with the same email, which has the same Message-ID. */
public interface MailTransport extends Outbox {

	/**
	 * @throws AddressRefused if it may be of no use to ask again
	 * @throws TransportAway if no other email would be taken either
	 */
	void send(MimeMessage email) throws MessagingException;

	/** Sends at once, also where the transport was away a moment ago. */
	default void sendNow(MimeMessage email) throws MessagingException {
		send(email);
	}

	/** Takes back, where that can be, what was sent just as its recipient left. */
	default void takeBack(MimeMessage email) throws MessagingException {
	}
}
