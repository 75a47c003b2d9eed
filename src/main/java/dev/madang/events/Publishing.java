package dev.madang.events;

import java.nio.charset.StandardCharsets;

import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes to custom topics. */
@Component
public class Publishing {

	static final int MOST_BYTES = 64 << 10;

	/** @param payload any JSON of at most 64 KB */
	@Schema(name = "EventForm")
	public record Form(@Nullable String type, @Nullable String key, @Nullable Payload payload) {

		/** @throws Problem 422 for what is wrong with it */
		public void check() {
			new Checks().that(type != null, "type", "missing")
					.that(type == null || type.matches("[A-Za-z0-9._-]{1,100}"), "type", "bad-event-type")
					.length("key", key == null ? "" : key, 0, 200).that(payload != null, "payload", "missing")
					.that(payload == null || payload.isStorable(), "payload", "unstorable-character")
					.that(payload == null || payload.json().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, "payload",
							"too-many-bytes", MOST_BYTES)
					.done();
		}
	}

	private final Topics topics;

	private final EventStream stream;

	Publishing(Topics topics, EventStream stream) {
		this.topics = topics;
		this.stream = stream;
	}

	/**
	 * @throws Problem 404 if there is no such topic, 403 {@code domain-topic} for one that only the community itself
	 *         publishes to, 422 for what is wrong with the form, 503 {@code engine-away} where a broker has them and is away
	 */
	public Event publish(Viewer viewer, String name, Form form) {
		var topic = topics.find(name).orElseThrow(Problem::notFound);
		if (!topic.isCustom()) {
			throw Problem.forbidden("domain-topic");
		}
		form.check();
		return stream.publish(viewer, topic, form);
	}
}
