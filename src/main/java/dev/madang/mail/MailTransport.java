package dev.madang.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.page.Outbox;

/** What takes letters away. One that fails is asked again later with the same letter, which has the same Message-ID. */
public interface MailTransport extends Outbox {

	/** @throws AddressRefused if it may be of no use to ask again */
	void send(MimeMessage letter) throws MessagingException;

	/** Takes back, where that can be, what was carried just as its recipient left. */
	default void takeBack(MimeMessage letter) throws MessagingException {
	}
}
