package dev.madang.mail.smtp;

import dev.madang.mail.MailTransport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Emails go out by SMTP where {@code madang.mail.host} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.mail.host")
class SmtpConfiguration {

	@Bean
	@Primary
	MailTransport smtpTransport(SmtpProperties properties) {
		return new SmtpTransport(properties);
	}
}
