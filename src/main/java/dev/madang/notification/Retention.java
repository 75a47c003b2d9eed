package dev.madang.notification;

import java.time.Duration;
import java.time.Instant;

import dev.madang.platform.OnWorkers;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notifications are news, no archive: what was read goes after a while, and nobody keeps more than they could read. */
@Component
@ConditionalOnWebApplication
@OnWorkers
class Retention {

	private static final Duration READ = Duration.ofDays(90);

	/** So many are kept of a member. */
	static final int MOST = 1000;

	/** In one transaction, because whatever follows the log waits for it. */
	private static final int AT_ONCE = 1000;

	private final Inbox inbox;

	Retention(Inbox inbox) {
		this.inbox = inbox;
	}

	@Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
	void sweep() {
		var before = Instant.now().minus(READ);
		var swept = AT_ONCE;
		while (swept == AT_ONCE) {
			swept = inbox.sweep(before, AT_ONCE);
		}
		inbox.sweep(MOST);
	}
}
