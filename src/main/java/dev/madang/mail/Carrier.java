package dev.madang.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** What takes letters away. One that fails is asked again later with the same letter, which has the same Message-ID. */
public interface Carrier {

	/** @throws AddressRefused if it is of no use to ask again */
	void carry(MimeMessage letter) throws MessagingException;

	/** Whether letters reach anybody, or only wait in the home. */
	boolean reachesPeople();
}
