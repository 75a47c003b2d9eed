package dev.madang.mail.smtp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import dev.madang.mail.AddressRefused;
import dev.madang.mail.MailTransport;
import dev.madang.mail.TransportAway;
import dev.madang.platform.Certificates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends emails through an SMTP server. */
class SmtpTransport implements MailTransport {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private static final List<String> WAITS = List.of("mail.smtp.connectiontimeout", "mail.smtp.timeout",
			"mail.smtp.writetimeout");

	private static final String REFUSED = "the server refuses madang.mail.user and madang.mail.password";

	/** Of a server that goes on: with 421 it says that it does not. */
	private static final Pattern ANSWER = Pattern.compile("^(?!421)[45]\\d\\d\\b");

	private static final Pattern FOR_GOOD = Pattern.compile("^5\\d\\d[ -]5\\.1\\.([1-6]|10)\\b");

	private static final Pattern PERHAPS = Pattern.compile("^55[013](?![ -]5\\.)");

	private static final Logger LOG = LoggerFactory.getLogger(SmtpTransport.class);

	private static final Duration LONGEST_BETWEEN_SIGN_INS = Duration.ofHours(1);

	private static final Duration PROBE = Duration.ofSeconds(5);

	private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

	private final SmtpProperties properties;

	/** Servers shut out who signs in too often. */
	private final Duration betweenSignIns;

	/** Whether it has taken the password, so that this need not be asked again. */
	private volatile boolean isKnown;

	private volatile @Nullable Instant refusedAt;

	/** In a row. */
	private volatile int refusals;

	SmtpTransport(SmtpProperties properties) {
		this(properties, TIMEOUT);
	}

	/** @param timeout the most that the server may take to connect, and for each of its answers */
	SmtpTransport(SmtpProperties properties, Duration timeout) {
		this.properties = properties;
		betweenSignIns = timeout.multipliedBy(2);
		sender.setHost(properties.host());
		sender.setPort(properties.port());
		if (!properties.user().isEmpty()) {
			sender.setUsername(properties.user());
			sender.setPassword(properties.password());
		}
		var mail = sender.getJavaMailProperties();
		for (var wait : WAITS) {
			mail.setProperty(wait, String.valueOf(timeout.toMillis()));
		}
		mail.setProperty("mail.smtp.auth", String.valueOf(!properties.user().isEmpty()));
		mail.setProperty("mail.smtp.starttls.required", String.valueOf("starttls".equals(properties.tls())));
		mail.setProperty("mail.smtp.starttls.enable", String.valueOf("starttls".equals(properties.tls())));
		mail.setProperty("mail.smtp.ssl.enable", String.valueOf("implicit".equals(properties.tls())));
		mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
		if (properties.certificates() != null) {
			// without this another connection would be tried with what Java trusts
			mail.setProperty("mail.smtp.socketFactory.fallback", "false");
			mail.put("mail.smtp.ssl.socketFactory",
					Certificates.sockets("madang.mail.certificates", properties.certificates()));
		}
	}

	/** Connects, says EHLO and QUIT; it signs in as long as that has not worked yet. */
	void probe() throws MessagingException {
		var signsIn = !isKnown && !properties.user().isEmpty();
		var refused = refusedAt;
		if (signsIn && refused != null && nextSignIn(refused).isAfter(Instant.now())) {
			throw new MessagingException(REFUSED);
		}
		var settings = new Properties();
		settings.putAll(sender.getJavaMailProperties());
		settings.setProperty("mail.smtp.auth", String.valueOf(signsIn));
		for (var wait : WAITS) {
			settings.setProperty(wait, String.valueOf(Math.min(PROBE.toMillis(), Long.parseLong(settings.getProperty(wait)))));
		}
		var connection = Session.getInstance(settings).getTransport("smtp");
		try {
			connection.connect(properties.host(), properties.port(), signsIn ? properties.user() : null,
					signsIn ? properties.password() : null);
			isKnown |= signsIn;
			refusals = 0;
		}
		catch (MessagingException e) {
			throw new MessagingException(blame(e) + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
		}
		finally {
			leave(connection);
		}
	}

	/** How the connection ends says nothing of the server. */
	private static void leave(Transport connection) {
		try {
			connection.close();
		}
		catch (MessagingException ended) {
			LOG.debug("The mail server did not take leave", ended);
		}
	}

	/** Twice as long after each refusal, an hour at most. */
	private Instant nextSignIn(Instant refused) {
		var pause = betweenSignIns.multipliedBy(1L << Math.min(refusals - 1, 10));
		return refused.plus(pause.compareTo(LONGEST_BETWEEN_SIGN_INS) > 0 ? LONGEST_BETWEEN_SIGN_INS : pause);
	}

	private void refused() {
		refusedAt = Instant.now();
		refusals = Math.max(1, refusals + 1);
	}

	private String blame(MessagingException e) {
		if (e instanceof AuthenticationFailedException) {
			refused();
			return REFUSED;
		}
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof SSLException) {
				return "TLS does not work, see madang.mail.tls and madang.mail.certificates";
			}
		}
		return String.valueOf(e.getMessage()).contains("STARTTLS")
				? "there is no TLS, see madang.mail.tls"
				: "there is no mail server, see madang.mail.host and madang.mail.port";
	}

	@Override
	public void send(MimeMessage email) throws MessagingException {
		try {
			sender.send(email);
			isKnown = true;
			refusals = 0;
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
				isKnown = false;
				refused();
				throw new TransportAway(REFUSED + ": " + e.getMessage(), e, false);
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
