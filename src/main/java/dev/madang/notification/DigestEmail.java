package dev.madang.notification;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.madang.mail.MailQueue;
import dev.madang.platform.SiteUrl;
import org.springframework.context.MessageSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Writes a digest. */
@Component
@ConditionalOnWebApplication
class DigestEmail {

	/** A digest is read in a minute. */
	private static final int LINES = 20;

	/** @param token by which a link in it ends digests, whoever is signed in */
	record Recipient(String name, String address, String locale, String token) {
	}

	private final Wording wording;

	private final MailQueue mailQueue;

	private final MessageSource messages;

	private final SiteUrl site;

	DigestEmail(Wording wording, MailQueue mailQueue, MessageSource messages, SiteUrl site) {
		this.wording = wording;
		this.mailQueue = mailQueue;
		this.messages = messages;
		this.site = site;
	}

	/** Within the caller's transaction. */
	void queue(Recipient to, List<Notification> rows) {
		var locale = Locale.forLanguageTag(to.locale());
		var lines = rows.stream().limit(LINES).map(row -> "• " + wording.of(row, locale)).collect(Collectors.joining("\n"));
		var more = rows.size() - LINES;
		mailQueue.queueWithWayOut("digest", to.address(), locale, site.of("/notifications"),
				site.of("/unsubscribe?token=" + to.token()), rows.size(), to.name(),
				more > 0 ? lines + "\n" + messages.getMessage("mail.digest.more", new Object[]{ more }, locale) : lines);
	}
}
