package dev.madang.mail.smtp;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server that sends emails.
 *
 * @param host the SMTP server. Without one, emails are kept in {@code mail/} of the home, for thirty days and the latest 2,000, for
 * an admin to pass on, and pages promise none
 * @param port the port of the SMTP server
 * @param user the user name at the SMTP server; empty where it needs none
 * @param password the password at the SMTP server
 * @param tls how the connection is encrypted: {@code starttls} (port 587), {@code implicit} (465), or {@code none},
 * for a server on this machine
 * @param certificates a PEM file of the certificates that are trusted; those that Java trusts without it
 */
@ConfigurationProperties("madang.mail")
record SmtpProperties(@DefaultValue("") String host, @DefaultValue("587") int port, @DefaultValue("") String user,
		@DefaultValue("") String password, @DefaultValue("starttls") String tls,
		@Nullable Path certificates) {

	SmtpProperties {
		if (!tls.matches("starttls|implicit|none")) {
			throw new IllegalArgumentException("madang.mail.tls must be starttls, implicit or none, not " + tls);
		}
	}

	@Override
	public String toString() {
		return host + ":" + port;
	}
}
