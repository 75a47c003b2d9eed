package dev.madang.notification;

import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notifications are news, no archive: what was read goes after a while, and nobody keeps more than they could read. */
@Component
@ConditionalOnWebApplication
class Retention {

	private static final Duration READ = Duration.ofDays(90);

	private static final int MOST = 1000;

	private final Inbox inbox;

	Retention(Inbox inbox) {
		this.inbox = inbox;
	}

	@Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
	@Transactional
	void sweep() {
		inbox.sweep(Instant.now().minus(READ), MOST);
	}
}
