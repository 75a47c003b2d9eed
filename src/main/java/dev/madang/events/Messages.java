package dev.madang.events;

import java.util.Optional;

import dev.madang.activity.Activity;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a row of the log says to the outside. Whatever carries the log elsewhere takes it from here: webhooks, and a
 * broker.
 */
@Component
public class Messages {

	private static final String PUBLISHED = "event.published";

	private record Published(String type, @Nullable String key, int partition, String payload) {
	}

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	Messages(JdbcClient jdbc, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	/** The topic in which a row is, without a statement. */
	public String topic(Activity activity) {
		return PUBLISHED.equals(activity.verb())
				? mapper.readTree(activity.detail()).path("topic").asString()
				: activity.verb().split("\\.", 2)[0];
	}

	/** Nothing for an event that is kept no more, or only by a broker. */
	public Optional<Message> of(Activity activity) {
		if (PUBLISHED.equals(activity.verb())) {
			return published(Long.parseLong(String.valueOf(activity.subject()).substring("event:".length())))
					.map(published -> new Message(topic(activity), published.type(), published.key(), published.partition(),
							Payload.of(published.payload()), activity.at(), null, null));
		}
		return Optional.of(new Message(topic(activity), activity.verb(), null, null, Payload.of(activity.detail()),
				activity.at(), activity.subject(), activity.actorId() == null ? null : "member:" + activity.actorId()));
	}

	private Optional<Published> published(long id) {
		return jdbc.sql("select type, key, partition, payload from event where id = :id and payload is not null")
				.param("id", id)
				.query(Published.class).optional();
	}
}
