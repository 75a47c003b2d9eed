package dev.madang.cache;

import dev.madang.member.SignInCookie;
import dev.madang.search.Engine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The cache of answers for guests, right behind the request line and in front of everything else. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class GuestCacheConfiguration {

	/**
	 * What is kept for guests.
	 *
	 * @param size how much memory answers for guests may take; 0 makes each answer anew
	 */
	@ConfigurationProperties("madang.guest-cache")
	record Settings(@DefaultValue("32MB") DataSize size) {

		Settings {
			if (size.isNegative()) {
				throw new IllegalArgumentException("madang.guest-cache.size must not be negative");
			}
		}
	}

	@Bean
	GuestCache guestCache(Settings settings) {
		return new GuestCache(settings.size().toBytes());
	}

	@Bean
	Invalidation invalidation(GuestCache cache) {
		return new Invalidation(cache);
	}

	@Bean
	GuestCacheFilter guestCacheFilter(GuestCache cache, SignInCookie signIn, Engine engine, MeterRegistry meters) {
		Gauge.builder("madang.guest.cache.size", cache, GuestCache::bytes).baseUnit("bytes")
				.description("What answers kept for guests take of memory").register(meters);
		return new GuestCacheFilter(cache, signIn, engine, requests(meters, "hit"), requests(meters, "miss"));
	}

	private static Counter requests(MeterRegistry meters, String result) {
		return Counter.builder("madang.guest.cache.requests").tag("result", result)
				.description("Requests of guests that could be answered from the cache").register(meters);
	}

	@Bean
	FilterRegistrationBean<GuestCacheFilter> guestCacheFirst(GuestCacheFilter filter, Settings settings) {
		var registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
		registration.setEnabled(!settings.size().equals(DataSize.ofBytes(0)));
		return registration;
	}

	@Bean
	WebMvcConfigurer guestCacheDecision(GuestCacheFilter filter) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(filter);
			}
		};
	}
}
