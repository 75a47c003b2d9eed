package dev.madang.events;

import java.util.List;
import java.util.Optional;

import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.PublicTargetClient.Outcome;
import dev.madang.platform.Slice;
import dev.madang.platform.Texts;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is sent to webhooks, kept for thirty days. A failure is tried again after as long as has passed since the first try,
 * so the waits double, from ten seconds to an hour; after a day the delivery is parked, with all that have waited as long.
 */
@Component
public class WebhookDeliveries {

	/** One that is to be sent now. */
	record Due(long id, String type, String body, String url, String secret) {
	}

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	WebhookDeliveries(JdbcClient jdbc, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.signals = signals;
	}

	/** Those to a webhook, the latest first. */
	public Slice<WebhookDelivery> of(Webhook webhook, Paging paging) {
		var part = Keyset.of(paging, "deliveries", 1);
		var rows = jdbc.sql("""
				select id, type, status, attempts, created_at, tried_at,
				       case when status = 'waiting' then next_at end as next_at,
				       last_status, last_millis, last_error, last_answer
				from webhook_delivery
				where webhook_id = :webhook %s
				order by id desc %s
				""".formatted(part.after("id < :before"), part.limit())).param("webhook", webhook.id())
				.param("before", part.key(0)).query(WebhookDelivery::read).list();
		return Slice.of(rows, paging.limit(), last -> Cursor.of("deliveries", last.id()));
	}

	/**
	 * Sends one again, parked or delivered, for a day if need be.
	 *
	 * @throws Problem 404 if this webhook has none of this id
	 */
	@Transactional
	public void retry(long webhook, long id) {
		if (jdbc.sql("""
				update webhook_delivery set status = 'waiting', since = now(), next_at = now()
				where id = :id and webhook_id = :webhook
				""").param("id", id).param("webhook", webhook).update() == 0) {
			throw Problem.notFound();
		}
		signals.send("webhook", "");
	}

	/** The webhooks to which something is to be sent now. */
	List<Long> due() {
		return jdbc.sql("""
				select w.id from webhook w
				where exists (select 1 from webhook_delivery d
				              where d.webhook_id = w.id and d.status = 'waiting' and d.next_at <= now())
				""").query(Long.class).list();
	}

	/** Takes the next one for a minute; if nobody tells by then what came of it, it is to be sent again. */
	Optional<Due> take(long webhook) {
		return jdbc.sql("""
				update webhook_delivery d set next_at = now() + interval '1 minute'
				from webhook w
				where w.id = d.webhook_id and d.id = (
				  select id from webhook_delivery
				  where webhook_id = :webhook and status = 'waiting' and next_at <= now()
				  order by next_at, id limit 1 for update skip locked)
				returning d.id, d.type, d.body, w.url, w.secret
				""").param("webhook", webhook).query(Due.class).optional();
	}

	void tell(long id, Outcome outcome) {
		jdbc.sql("""
				update webhook_delivery
				set attempts = attempts + 1, tried_at = now(), last_status = :status, last_millis = :millis,
				    last_error = :error, last_answer = :answer,
				    status = case when :delivered then 'delivered' else 'waiting' end,
				    next_at = now() + greatest(interval '10 seconds', least(interval '1 hour', now() - since))
				where id = :id
				""").param("status", outcome.status()).param("millis", outcome.millis())
				.param("error", shortened(outcome.error())).param("answer", outcome.answer())
				.param("delivered", outcome.delivered()).param("id", id).update();
		if (!outcome.delivered()) {
			giveUp(id);
		}
	}

	/** Where one does not arrive, the others that have waited for a day would not either: a dead target's queue has an end. */
	private void giveUp(long failed) {
		jdbc.sql("""
				update webhook_delivery set status = 'parked'
				where webhook_id = (select webhook_id from webhook_delivery where id = :failed)
				  and status = 'waiting' and since < now() - interval '1 day'
				""").param("failed", failed).update();
	}

	private static @Nullable String shortened(@Nullable String error) {
		return error == null ? null : Texts.shorten(error.replace('\0', ' '), 500);
	}

	@Scheduled(fixedDelayString = "PT1H")
	@OnWorkers
	void sweep() {
		jdbc.sql("""
				delete from webhook_delivery where created_at < now() - interval '30 days' and status <> 'waiting'
				""").update();
	}
}
