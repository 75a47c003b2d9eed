package dev.madang.mail;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The carrier where no other is set. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	@Bean
	@ConditionalOnProperty(name = "madang.mail.host", havingValue = "folder", matchIfMissing = true)
	KeptMail keptMail(KeptMail.Place place) {
		return new KeptMail(place.home());
	}
}
