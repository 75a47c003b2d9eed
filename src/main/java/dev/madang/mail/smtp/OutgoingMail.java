package dev.madang.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.mail.KeptMail;
import dev.madang.mail.MailTransport;
import org.jspecify.annotations.Nullable;

/** Sends through the server that is set now, or keeps emails where there is none. */
class OutgoingMail implements MailTransport {

	private record Connected(SmtpProperties to, SmtpTransport transport) {
	}

	private final Community community;

	private final KeptMail kept;

	private volatile @Nullable Connected last;

	OutgoingMail(Community community, KeptMail kept) {
		this.community = community;
		this.kept = kept;
	}

	private MailTransport current() {
		var server = new SmtpProperties(community.get(Setting.MAIL_HOST), Integer.parseInt(community.get(Setting.MAIL_PORT)),
				community.get(Setting.MAIL_USER), community.get(Setting.MAIL_PASSWORD), community.get(Setting.MAIL_TLS));
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
