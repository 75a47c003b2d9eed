package dev.madang.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.platform.SignalledLoop;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands what is queued to the transport, one email after the other, on a thread of its own. An email that fails is sent again after
 * 10 s, 20 s, 40 s … an hour at most, for three days; one whose address is refused is given up, at once or after three tries, which
 * the log of the community tells. While the transport is away all of them wait, and no try is
 * counted but of one that was being sent.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers
class MailDelivery implements SmartLifecycle {

	/**
	 * What every message is made with. Making one looks for providers by the names of classes, of which most are not there: two
	 * virtual threads that did so at a time waited for each other's class loader for good, on as many processors.
	 */
	static final Session SESSION = Session.getInstance(new Properties());

	private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(10);

	/** @param from the email address of the sender; by default {@code no-reply} at the host of {@code madang.url} */
	@ConfigurationProperties("madang.mail")
	record Sender(@DefaultValue("") String from) {
	}

	private record Queued(long id, String recipient, String sender, String subject, String body, String html, int attempts,
			@Nullable String unsubscribe) {
	}

	private final JdbcClient jdbc;

	private final MailTransport transport;

	private final SiteUrl site;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	private final Community community;

	private final SignalledLoop loop = new SignalledLoop("mail", Duration.ZERO, this::deliverAll);

	MailDelivery(JdbcClient jdbc, MailTransport transport, SiteUrl site, Community community, ClusterSignals signals,
			ActivityLog log,
			TransactionTemplate transaction) {
		this.log = log;
		this.transaction = transaction;
		this.jdbc = jdbc;
		this.transport = transport;
		this.site = site;
		this.community = community;
		signals.on("mail", word -> loop.signal());
	}

	@Override
	public void start() {
		loop.start();
	}

	private Duration deliverAll() {
		var more = true;
		while (loop.isRunning() && more) {
			more = deliverNext();
		}
		return AT_LEAST_EVERY;
	}

	/** Returns whether there may be another email to deliver. No transaction is open while it is sent: that would hold back the log. */
	boolean deliverNext() {
		var next = take();
		return next.isPresent() && deliver(next.get());
	}

	/** Takes an email for longer than a transport may need; if nobody tells by then what came of it, it is sent again. */
	private Optional<Queued> take() {
		return jdbc.sql("""
				update mail set next_at = now() + interval '5 minutes'
				where id = (select id from mail where next_at <= now() order by next_at limit 1 for update skip locked)
				returning id, recipient, sender, subject, body, html, attempts, unsubscribe
				""").query(Queued.class).optional();
	}

	private boolean deliver(Queued queued) {
		try {
			var email = email(queued);
			transport.send(email);
			if (jdbc.sql("delete from mail where id = :id").param("id", queued.id()).update() == 0) {
				transport.takeBack(email);
			}
		}
		catch (TransportAway e) {
			if (e.hasBegun()) {
				tryLater(queued, e);
			}
			else {
				jdbc.sql("update mail set next_at = now(), error = :error where id = :id")
						.param("error", String.valueOf(e.getMessage())).param("id", queued.id()).update();
			}
			return false;
		}
		catch (MessagingException | UnsupportedEncodingException e) {
			if (e instanceof AddressRefused address && address.isFinal(queued.attempts() + 1)) {
				refused(queued, String.valueOf(e.getMessage()));
				return true;
			}
			tryLater(queued, e);
		}
		return true;
	}

	private void tryLater(Queued queued, Exception e) {
		var wait = Math.min(10L << Math.min(queued.attempts(), 20), 3600);
		LOG.warn("Email {} waits {} s after try {}: {}", queued.id(), wait, queued.attempts() + 1,
				e.getClass().getSimpleName());
		jdbc.sql("""
				update mail set attempts = attempts + 1, error = :error, next_at = now() + :wait * interval '1 second'
				where id = :id
				""").param("error", String.valueOf(e.getMessage())).param("wait", wait).param("id", queued.id()).update();
	}

	/** The log is kept for good, so the domain has to do for the address. */
	private void refused(Queued queued, String reason) {
		LOG.warn("Email {} is given up, its address is refused: {}", queued.id(), reason);
		transaction.executeWithoutResult(status -> {
			jdbc.sql("delete from mail where id = :id").param("id", queued.id()).update();
			var domain = queued.recipient().replaceFirst("(?s)^.*@", "");
			log.append(Viewer.ANYBODY, new EventType("mail", Action.REFUSED), null,
					Map.of("mail", queued.id(), "domain", domain, "reason", reason));
		});
	}

	private MimeMessage email(Queued queued) throws MessagingException, UnsupportedEncodingException {
		var email = new MimeMessage(SESSION) {

			@Override
			protected void updateMessageID() throws MessagingException {
				setHeader("Message-ID", "<madang." + queued.id() + "@" + site.host() + ">");
			}
		};
		var helper = new MimeMessageHelper(email, MimeMessageHelper.MULTIPART_MODE_RELATED, StandardCharsets.UTF_8.name());
		helper.setFrom(new InternetAddress(from(), queued.sender(), "UTF-8"));
		helper.setTo(recipient(queued));
		helper.setSubject(queued.subject());
		helper.setText(queued.body(), queued.html());
		helper.setSentDate(Date.from(Instant.now()));
		email.setHeader("Auto-Submitted", "auto-generated");
		if (queued.unsubscribe() != null) {
			email.setHeader("List-Unsubscribe", "<" + queued.unsubscribe() + ">");
			email.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
		}
		email.saveChanges();
		return email;
	}

	private String from() {
		var from = community.get(Setting.MAIL_FROM);
		return from.isEmpty() ? "no-reply@" + site.host() : from;
	}

	private static InternetAddress recipient(Queued queued) throws AddressRefused {
		try {
			return new InternetAddress(queued.recipient(), true);
		}
		catch (AddressException e) {
			throw new AddressRefused("no address", true, e);
		}
	}

	@Scheduled(fixedDelayString = "PT1H")
	void giveUp() {
		var given = jdbc.sql("delete from mail where created_at < now() - interval '3 days'").update();
		if (given > 0) {
			LOG.error("{} emails could not be delivered within three days and are given up", given);
		}
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(5));
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
