package dev.madang.mail;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.platform.SiteUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sends an email to an admin at once, past the queue, to find out whether the mail server that is set takes it. */
@Component
public class TestEmail {

	/** @param error what the server or the connection said; empty where the email was taken */
	public record Result(String address, String error) {
	}

	private final MailTransport transport;

	private final MessageSource messages;

	private final Community community;

	private final SiteUrl site;

	TestEmail(MailTransport transport, MessageSource messages, Community community, SiteUrl site) {
		this.transport = transport;
		this.messages = messages;
		this.community = community;
		this.site = site;
	}

	/** What it says itself, without what it is called in Java and what came before it. */
	private static String said(Exception e) {
		return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^([\\w$]+\\.)+[\\w$]+: ", "")
				.replaceFirst("[;\\s]+$", "");
	}

	/** It may take as long as the server does: no transaction shall be open. */
	public Result send(String address, Locale locale) {
		try {
			var email = new MimeMessage(MailDelivery.SESSION) {

				@Override
				protected void updateMessageID() throws MessagingException {
					setHeader("Message-ID", "<madang." + System.currentTimeMillis() + "@" + site.host() + ">");
				}
			};
			var from = community.get(Setting.MAIL_FROM);
			email.setFrom(
					new InternetAddress(from.isEmpty() ? "no-reply@" + site.host() : from, community.name(locale), "UTF-8"));
			email.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
			email.setSubject(messages.getMessage("community.test-subject", null, locale), "UTF-8");
			email.setText(messages.getMessage("community.test-text", null, locale), "UTF-8");
			email.setSentDate(Date.from(Instant.now()));
			email.saveChanges();
			transport.sendNow(email);
			return new Result(address, "");
		}
		catch (MessagingException | UnsupportedEncodingException e) {
			return new Result(address, said(e));
		}
	}
}
