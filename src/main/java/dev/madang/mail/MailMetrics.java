package dev.madang.mail;

import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The emails that no transport has taken yet, for Prometheus. */
@Component
@ConditionalOnWebApplication
class MailMetrics {

	private final JdbcClient jdbc;

	private final AtomicLong waiting = new AtomicLong();

	MailMetrics(JdbcClient jdbc, MeterRegistry registry) {
		this.jdbc = jdbc;
		Gauge.builder("madang.mail.waiting", waiting, AtomicLong::get).description("Emails that wait to be sent")
				.register(registry);
	}

	@Scheduled(fixedDelayString = "PT15S")
	void measure() {
		waiting.set(jdbc.sql("select count(*) from mail").query(Long.class).single());
	}
}
