package dev.madang.mail.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.mail.AddressRefused;
import dev.madang.mail.MailTransport;
import dev.madang.mail.TransportAway;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends emails through an SMTP server. */
class SmtpTransport implements MailTransport {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	/** Of a server that goes on: with 421 it says that it does not. */
	private static final Pattern ANSWER = Pattern.compile("^(?!421)[45]\\d\\d\\b");

	private static final Pattern FOR_GOOD = Pattern.compile("^5\\d\\d[ -]5\\.1\\.([1-6]|10)\\b");

	private static final Pattern PERHAPS = Pattern.compile("^55[013](?![ -]5\\.)");

	private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

	SmtpTransport(SmtpProperties properties) {
		this(properties, TIMEOUT);
	}

	/** @param timeout the most that the server may take to connect, and for each of its answers */
	SmtpTransport(SmtpProperties properties, Duration timeout) {
		sender.setHost(properties.host());
		sender.setPort(properties.port());
		if (!properties.user().isEmpty()) {
			sender.setUsername(properties.user());
			sender.setPassword(properties.password());
		}
		var mail = sender.getJavaMailProperties();
		for (var wait : new String[]{ "connectiontimeout", "timeout", "writetimeout" }) {
			mail.setProperty("mail.smtp." + wait, String.valueOf(timeout.toMillis()));
		}
		mail.setProperty("mail.smtp.auth", String.valueOf(!properties.user().isEmpty()));
		mail.setProperty("mail.smtp.starttls.required", String.valueOf("starttls".equals(properties.tls())));
		mail.setProperty("mail.smtp.starttls.enable", String.valueOf("starttls".equals(properties.tls())));
		mail.setProperty("mail.smtp.ssl.enable", String.valueOf("implicit".equals(properties.tls())));
		mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
	}

	@Override
	public void send(MimeMessage email) throws MessagingException {
		try {
			sender.send(email);
		}
		catch (MailException e) {
			if (e instanceof MailSendException failed) {
				if (failed.getFailedMessages().isEmpty()) {
					return; // it was taken, and only the connection did not end as it should
				}
				requireAddress(failed);
				requireAnswer(failed);
			}
			if (e instanceof MailAuthenticationException) {
				throw new TransportAway(String.valueOf(e.getMessage()), e, false);
			}
			throw new MessagingException(e.getMessage(), e);
		}
	}

	/** A server that has refused something has answered; one that could not be reached, or fell silent, would take no other email. */
	private static void requireAnswer(MailSendException failed) throws TransportAway {
		var thrown = new ArrayList<Throwable>(List.of(failed.getMessageExceptions()));
		thrown.add(failed);
		for (var each : thrown) {
			for (var cause = each; cause != null; cause = cause.getCause()) {
				if (cause instanceof SendFailedException && ANSWER.matcher(String.valueOf(cause.getMessage())).find()) {
					return;
				}
				if (cause instanceof IOException) {
					throw new TransportAway(String.valueOf(each.getMessage()), failed, failed.getCause() == null);
				}
			}
		}
		if (failed.getCause() instanceof MessagingException connecting) {
			throw new TransportAway(String.valueOf(connecting.getMessage()), failed, false);
		}
	}

	/**
	 * Only 5.1 of RFC 3463 says that there is no such recipient; but 5.1.7 and 5.1.8 mean the sender, and so may 5.1.0.
	 * Servers without such codes use 550, 551 and 553 for it (RFC 5321, 4.2.2), and also for not relaying, or for whom they
	 * do not trust. Whatever else is refused is about us or about now.
	 */
	private static void requireAddress(MailSendException failed) throws AddressRefused {
		var isOfAddress = false;
		for (var thrown : failed.getMessageExceptions()) {
			for (var e = thrown; e instanceof SendFailedException sending; e = sending.getNextException()) {
				isOfAddress |= sending.getInvalidAddresses() != null && sending.getInvalidAddresses().length > 0;
				var answer = String.valueOf(sending.getMessage());
				var certain = FOR_GOOD.matcher(answer);
				var perhaps = PERHAPS.matcher(answer);
				if (isOfAddress && certain.find()) {
					throw new AddressRefused(certain.group(), true, sending);
				}
				if (isOfAddress && perhaps.find()) {
					throw new AddressRefused(perhaps.group(), false, sending);
				}
			}
		}
	}

	@Override
	public boolean reachesPeople() {
		return true;
	}
}
