package dev.madang.events.web;

import dev.madang.events.Event;
import dev.madang.events.Events;
import dev.madang.events.Publishing;
import dev.madang.events.Topic;
import dev.madang.events.Topics;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Created;
import dev.madang.platform.web.IdempotentWrites;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happens in the community, and what programs publish, as topics that are read in order. */
@RestController
@RequestMapping("/api/v1/events")
@Allow(Role.ADMIN)
@Tag(name = "Events")
class EventApi {

	private final Topics topics;

	private final Events events;

	private final Publishing publishing;

	private final IdempotentWrites writes;

	EventApi(Topics topics, Events events, Publishing publishing, IdempotentWrites writes) {
		this.topics = topics;
		this.events = events;
		this.publishing = publishing;
		this.writes = writes;
	}

	/** All topics: those of the domain, and custom ones. */
	@GetMapping("/topics")
	Slice<Topic> topics() {
		return new Slice<>(topics.all(), null);
	}

	/** Makes a custom topic: its name has 1 to 60 of a-z 0-9 . _ and -, it has 1 to 64 partitions. */
	@PostMapping("/topics")
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Topic.class)))
	ResponseEntity<String> create(@RequestBody Topics.Form form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/events/topics", form, () -> {
			var topic = topics.create(viewer, form);
			return new Created("/api/v1/events/" + topic.name(), "", topic);
		});
	}

	/**
	 * Reads a topic in order.
	 *
	 * @param after the offset of an event, or an earlier answer's nextAfter; the beginning without it
	 */
	@GetMapping("/{topic}")
	Events.Part read(@PathVariable String topic, @RequestParam(required = false) @Nullable String after,
			@RequestParam(required = false) @Nullable Integer limit) {
		return events.read(topic, after, Paging.of(limit, null, null).limit());
	}

	/** Publishes to a custom topic. */
	@PostMapping("/{topic}")
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Event.class)))
	ResponseEntity<String> publish(@PathVariable String topic, @RequestBody Publishing.Form form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/events/" + topic, form,
				() -> new Created("/api/v1/events/" + topic, "", publishing.publish(viewer, topic, form)));
	}
}
