package dev.madang.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.events.WebhookDeliveries.Due;
import dev.madang.platform.SignalledLoop;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends deliveries: to each webhook one after the other, to all of them side by side, so that one that hangs delays nobody
 * else. No connection to the database is held meanwhile.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers
class Sender implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

	private final WebhookDeliveries deliveries;

	private final WebhookClient client;

	private final Set<Long> busy = ConcurrentHashMap.newKeySet();

	private final SignalledLoop loop = new SignalledLoop("webhooks", Duration.ZERO, this::sendDue);

	Sender(WebhookDeliveries deliveries, WebhookClient client, ClusterSignals signals) {
		this.deliveries = deliveries;
		this.client = client;
		signals.on("webhook", word -> loop.signal());
	}

	@Override
	public void start() {
		loop.start();
	}

	private Duration sendDue() {
		for (var webhook : deliveries.due()) {
			if (busy.add(webhook)) {
				Thread.ofVirtual().name("webhook-" + webhook).start(() -> sendAll(webhook));
			}
		}
		return AT_LEAST_EVERY;
	}

	/** Until there is nothing more to send, or something did not arrive: then the others of this webhook wait a little too. */
	private void sendAll(long webhook) {
		try {
			var more = true;
			while (loop.isRunning() && more) {
				more = sendNext(webhook);
			}
		}
		catch (RuntimeException e) {
			if (loop.isRunning()) {
				LOG.warn("Webhook {} cannot be served at the moment: {}", webhook, e.getMessage());
			}
		}
		finally {
			busy.remove(webhook);
		}
	}

	/** Returns whether something was sent and arrived. */
	boolean sendNext(long webhook) {
		return deliveries.take(webhook).map(this::send).orElse(false);
	}

	/**
	 * The same delivery has the same number, however often it is sent. Signed twice: with names of our own, and with those of
	 * standardwebhooks.com.
	 */
	boolean send(Due due) {
		var time = Instant.now().getEpochSecond();
		var id = String.valueOf(due.id());
		var outcome = client.send(due.url(),
				Map.of("Madang-Event", due.type(), "Madang-Delivery", id, "Madang-Timestamp", String.valueOf(time),
						"Madang-Signature", Signature.of(due.secret(), time, due.body()), "webhook-id", id,
						"webhook-timestamp", String.valueOf(time), "webhook-signature",
						Signature.standard(due.secret(), id, time, due.body())),
				due.body());
		if (outcome.delivered() || loop.isRunning()) {
			deliveries.tell(due.id(), outcome);
		}
		return outcome.delivered();
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(5));
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
