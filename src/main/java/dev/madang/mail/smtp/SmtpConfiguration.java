package dev.madang.mail.smtp;

import dev.madang.community.Community;
import dev.madang.mail.KeptMail;
import dev.madang.mail.MailTransport;
import dev.madang.platform.engine.Engines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Emails go out by SMTP where a server is set. */
@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

	@Bean
	@Primary
	MailTransport outgoingMail(Community community, KeptMail kept, Engines engines, SmtpProperties properties) {
		return new OutgoingMail(community, kept, engines, properties.certificates());
	}
}
