package dev.madang.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.madang.community.Community;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.ClusterSignals;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes emails and puts them into the queue. */
@Component
public class MailQueue {

	/** What an email's template shows. */
	public record EmailContent(String site, String language, String title, List<String> paragraphs, String link, String go,
			String foot) {
	}

	/** What anybody can have sent to any address; its reader may not know why. */
	private static final Set<String> ASKED = Set.of("confirm", "sign-up", "already-member", "reset", "declined");

	/** On which processes tell each other whose emails to forget: each keeps its own. */
	private static final String FORGOTTEN = "mail-forgotten";

	private final JdbcClient jdbc;

	private final MessageSource messages;

	private final Community community;

	private final ClusterSignals signals;

	private final KeptMail kept;

	private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html);

	MailQueue(JdbcClient jdbc, MessageSource messages, Community community, ClusterSignals signals, KeptMail kept) {
		this.kept = kept;
		this.jdbc = jdbc;
		this.messages = messages;
		this.community = community;
		this.signals = signals;
		signals.on(FORGOTTEN, word -> {
			if (!word.isEmpty()) {
				Thread.ofVirtual().start(() -> kept.forget(Set.of(word.split(" "))));
			}
		});
	}

	/**
	 * Queues an email within the caller's transaction.
	 *
	 * @param kind whose words are in the bundles under {@code mail.KIND.subject}, {@code .text} and, with a link, {@code .go}
	 * @param link an absolute address, or empty
	 * @param arguments of subject and text
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void queue(String kind, String recipient, Locale locale, String link, Object... arguments) {
		queueWithWayOut(kind, recipient, locale, link, "", arguments);
	}

	/**
	 * The same for what somebody may have had enough of.
	 *
	 * @param wayOut an absolute address that ends such emails: a page for GET, done at once by POST (RFC 8058); the words
	 * about it are under {@code mail.foot-KIND}
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void queueWithWayOut(String kind, String recipient, Locale locale, String link, String wayOut,
			Object... arguments) {
		var content = new EmailContent(community.name(locale), locale.getLanguage(),
				messages.getMessage("mail." + kind + ".subject", arguments, locale),
				messages.getMessage("mail." + kind + ".text", arguments, locale).lines().toList(), link,
				link.isEmpty() ? "" : messages.getMessage("mail." + kind + ".go", arguments, locale),
				wayOut.isEmpty()
						? messages.getMessage(ASKED.contains(kind) ? "mail.foot" : "mail.foot-member", null, locale)
						: messages.getMessage("mail.foot-" + kind, new Object[]{ wayOut }, locale));
		var html = new StringOutput();
		templates.render("mail/email.jte", content, html);
		jdbc.sql("""
				insert into mail (recipient, sender, subject, body, html, unsubscribe)
				values (:recipient, :sender, :subject, :body, :html, nullif(:unsubscribe, ''))
				""").param("unsubscribe", wayOut).param("recipient", recipient).param("sender", content.site())
				.param("subject", content.title())
				.param("body", plain(content))
				.param("html", html.toString()).update();
		signals.send("mail", "");
	}

	/** Removes what waits for somebody who leaves, and what was kept, with the caller's transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void forget(Set<String> addresses) {
		jdbc.sql("delete from mail where lower(recipient) = any(:addresses)")
				.param("addresses", addresses.stream().map(address -> address.toLowerCase(Locale.ROOT)).toArray(String[]::new))
				.update();
		AfterCommit.run(() -> kept.forget(addresses));
		signals.send(FORGOTTEN, String.join(" ", addresses));
	}

	private static String plain(EmailContent content) {
		var text = String.join("\n\n", content.paragraphs());
		return text + (content.link().isEmpty() ? "" : "\n\n" + content.link()) + "\n\n-- \n" + content.foot() + "\n";
	}
}
