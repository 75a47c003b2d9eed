package dev.madang.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The transport where no other is set. It is there in any case: what it kept before another was set goes in its time. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	@Bean
	KeptMail keptMail(KeptMail.Place place) {
		return new KeptMail(place.home());
	}
}
