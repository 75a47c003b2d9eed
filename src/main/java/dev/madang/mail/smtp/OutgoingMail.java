package dev.madang.mail.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.mail.KeptMail;
import dev.madang.mail.MailTransport;
import dev.madang.mail.TransportAway;
import dev.madang.platform.Certificates;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineAway;
import dev.madang.platform.engine.Engines;
import org.jspecify.annotations.Nullable;

/**
 * Sends through the server that is set now, or keeps emails where there is none. A server that is away is asked every five
 * seconds whether it is back.
 */
class OutgoingMail implements MailTransport {

	private record Connected(SmtpProperties to, SmtpTransport transport) {
	}

	private final Community community;

	private final KeptMail kept;

	/** A server that takes longer for an email is of little use: each of its answers alone may take fifteen seconds. */
	private static final Duration SLOW = Duration.ofSeconds(45);

	private final Engines engines;

	private final @Nullable Path certificates;

	private volatile @Nullable Connected last;

	private @Nullable Engine engine;

	/** @param certificates that are trusted; null for those that Java trusts */
	OutgoingMail(Community community, KeptMail kept, Engines engines, @Nullable Path certificates) {
		this.certificates = certificates;
		if (certificates != null) {
			Certificates.trusting("madang.mail.certificates", certificates);
		}
		this.community = community;
		this.kept = kept;
		this.engines = engines;
		if (reachesPeople()) {
			var asked = engine();
			// what is wrong with the settings is told at the start, which does not wait for it
			Thread.ofVirtual().name("smtp-probe").start(() -> asked.tried(this::probe));
		}
	}

	private boolean probe() throws MessagingException {
		if (current() instanceof SmtpTransport server) {
			server.probe();
		}
		return true;
	}

	/** There is one as soon as a server is set, which an admin may do at any time. */
	private synchronized Engine engine() {
		if (engine == null) {
			engine = engines.add("smtp", "madang.mail.host", SLOW, this::probe);
		}
		return engine;
	}

	private MailTransport current() {
		var server = new SmtpProperties(community.get(Setting.MAIL_HOST), Integer.parseInt(community.get(Setting.MAIL_PORT)),
				community.get(Setting.MAIL_USER), community.get(Setting.MAIL_PASSWORD), community.get(Setting.MAIL_TLS),
				certificates);
		if (server.host().isEmpty()) {
			return kept;
		}
		var known = last;
		if (known == null || !known.to().equals(server)) {
			known = new Connected(server, new SmtpTransport(server));
			last = known;
		}
		return known.transport();
	}

	@Override
	public void send(MimeMessage email) throws MessagingException {
		var transport = current();
		if (!transport.reachesPeople()) {
			kept.send(email);
			return;
		}
		send(engine(), transport, email);
	}

	/** What the server says of one email is no failure of the server. */
	static void send(Engine engine, MailTransport transport, MimeMessage email) throws MessagingException {
		Optional<MessagingException> refused;
		try {
			refused = engine.call(() -> {
				try {
					transport.send(email);
					return Optional.empty();
				}
				catch (TransportAway e) {
					throw e;
				}
				catch (MessagingException e) {
					return Optional.of(e);
				}
			});
		}
		catch (EngineAway e) {
			if (e.getCause() instanceof TransportAway away) {
				throw away;
			}
			throw new TransportAway(String.valueOf(e.getMessage()), e, false);
		}
		if (refused.isPresent()) {
			throw refused.get();
		}
	}

	@Override
	public void sendNow(MimeMessage email) throws MessagingException {
		current().send(email);
	}

	@Override
	public void takeBack(MimeMessage email) throws MessagingException {
		current().takeBack(email);
	}

	@Override
	public boolean reachesPeople() {
		return !community.get(Setting.MAIL_HOST).isEmpty();
	}
}
