package dev.madang.mail.smtp;

import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.mail.AddressRefused;
import dev.madang.mail.Carrier;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends letters through an SMTP server. */
class SmtpCarrier implements Carrier {

	private static final String TIMEOUT = "15000";

	private static final Pattern FOR_GOOD = Pattern.compile("^5(?!30|52)\\d\\d(?![ -]5\\.7\\.)([ -]5\\.\\d{1,3}\\.\\d{1,3})?");

	private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

	SmtpCarrier(SmtpProperties properties) {
		sender.setHost(properties.host());
		sender.setPort(properties.port());
		if (!properties.user().isEmpty()) {
			sender.setUsername(properties.user());
			sender.setPassword(properties.password());
		}
		var mail = sender.getJavaMailProperties();
		for (var wait : new String[]{ "connectiontimeout", "timeout", "writetimeout" }) {
			mail.setProperty("mail.smtp." + wait, TIMEOUT);
		}
		mail.setProperty("mail.smtp.auth", String.valueOf(!properties.user().isEmpty()));
		mail.setProperty("mail.smtp.starttls.required", String.valueOf("starttls".equals(properties.tls())));
		mail.setProperty("mail.smtp.starttls.enable", String.valueOf("starttls".equals(properties.tls())));
		mail.setProperty("mail.smtp.ssl.enable", String.valueOf("implicit".equals(properties.tls())));
		mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
	}

	@Override
	public void carry(MimeMessage letter) throws MessagingException {
		try {
			sender.send(letter);
		}
		catch (MailException e) {
			if (e instanceof MailSendException failed) {
				requireAddress(failed);
			}
			throw new MessagingException(e.getMessage(), e);
		}
	}

	/**
	 * What a server says of the recipient with a code of 500 and above is for good (RFC 5321, 4.2.1), unless it is about us
	 * (530, and 5.7 of RFC 3463: to sign in first, not to relay) or about a full mailbox (552).
	 */
	private static void requireAddress(MailSendException failed) throws AddressRefused {
		var isOfAddress = false;
		for (var thrown : failed.getMessageExceptions()) {
			for (var e = thrown; e instanceof SendFailedException sending; e = sending.getNextException()) {
				var answer = FOR_GOOD.matcher(String.valueOf(sending.getMessage()));
				isOfAddress |= sending.getInvalidAddresses() != null && sending.getInvalidAddresses().length > 0;
				if (isOfAddress && answer.find()) {
					throw new AddressRefused(answer.group(), sending);
				}
			}
		}
	}

	@Override
	public boolean reachesPeople() {
		return true;
	}
}
