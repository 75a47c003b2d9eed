package dev.madang.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.LogConsumer;
import dev.madang.platform.Rows;
import dev.madang.platform.ClusterSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns what happens into deliveries, one for each webhook that wants to know; another thread sends them. */
@Component
class WebhookConsumer implements LogConsumer {

	private record Listener(long id, List<String> topics, Instant createdAt) {

		static Listener read(ResultSet row, int number) throws SQLException {
			return new Listener(row.getLong("id"), Rows.strings(row, "topics"), Rows.instant(row, "created_at"));
		}

		boolean wants(Activity activity, String topic) {
			return activity.type().is("webhook", Action.TESTED)
					? ("webhook:" + id).equals(activity.subject())
					: topics.contains(topic) && activity.at().isAfter(createdAt);
		}
	}

	private final JdbcClient jdbc;

	private final Messages messages;

	private final JsonMapper mapper;

	private final ClusterSignals signals;

	WebhookConsumer(JdbcClient jdbc, Messages messages, JsonMapper mapper, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.messages = messages;
		this.mapper = mapper;
		this.signals = signals;
	}

	@Override
	public String name() {
		return "webhooks";
	}

	/** A webhook may listen to any topic. */
	@Override
	public boolean wants(EventType type) {
		return true;
	}

	@Override
	public void consume(List<Activity> batch) {
		var listeners = jdbc.sql("select id, topics, created_at from webhook").query(Listener::read).list();
		if (listeners.isEmpty()) {
			return;
		}
		var some = false;
		for (var activity : batch) {
			var topic = messages.topic(activity);
			var to = listeners.stream().filter(listener -> listener.wants(activity, topic)).map(Listener::id)
					.toArray(Long[]::new);
			if (to.length > 0) {
				some = true;
				messages.of(activity).ifPresent(message -> deliver(activity, message, to));
			}
		}
		if (some) {
			signals.send("webhook", "");
		}
	}

	private void deliver(Activity activity, Message message, Long[] webhooks) {
		jdbc.sql("""
				insert into webhook_delivery (webhook_id, activity_id, type, body)
				select id, :activity, :type, :body from webhook where id = any(:webhooks) for key share
				on conflict do nothing
				""").param("activity", activity.id()).param("type", message.type())
				.param("body", mapper.writeValueAsString(message)).param("webhooks", webhooks).update();
	}
}
