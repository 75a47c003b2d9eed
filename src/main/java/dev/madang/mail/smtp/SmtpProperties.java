package dev.madang.mail.smtp;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server that sends letters.
 *
 * @param tls starttls (port 587), implicit (465), or none, for a server on this machine
 */
@ConfigurationProperties("madang.mail")
record SmtpProperties(@DefaultValue("") String host, @DefaultValue("587") int port, @DefaultValue("") String user,
		@DefaultValue("") String password, @DefaultValue("starttls") String tls) {

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
