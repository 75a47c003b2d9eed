package dev.madang.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.mail.Carrier;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends letters through an SMTP server. */
class SmtpCarrier implements Carrier {

	private static final String TIMEOUT = "15000";

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
			throw new MessagingException(e.getMessage(), e);
		}
	}

	@Override
	public boolean reachesPeople() {
		return true;
	}
}
