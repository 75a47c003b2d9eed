package dev.madang.media.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The way to pictures: without cookies, and without anything that could run there. Only the styles are let in by which a
 * browser fits a picture that it shows alone.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class MediaFilesConfiguration {

	@Bean
	@Order(0)
	SecurityFilterChain wayToPictures(HttpSecurity http) {
		return http.securityMatcher("/media/**").csrf(csrf -> csrf.disable())
				.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
				.headers(headers -> headers.cacheControl(control -> control.disable())
						.contentSecurityPolicy(
								policy -> policy.policyDirectives("default-src 'none'; style-src 'unsafe-inline'; sandbox")))
				.build();
	}

}
