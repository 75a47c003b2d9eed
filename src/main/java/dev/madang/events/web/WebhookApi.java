package dev.madang.events.web;

import dev.madang.events.WebhookDeliveries;
import dev.madang.events.WebhookDelivery;
import dev.madang.events.Webhook;
import dev.madang.events.Webhooks;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Addresses to which events are posted, signed with HMAC-SHA256. */
@RestController
@RequestMapping("/api/v1/webhooks")
@Allow(Role.ADMIN)
@Tag(name = "Events")
class WebhookApi {

	private final Webhooks webhooks;

	private final WebhookDeliveries deliveries;

	private final IdempotentWrites writes;

	WebhookApi(Webhooks webhooks, WebhookDeliveries deliveries, IdempotentWrites writes) {
		this.webhooks = webhooks;
		this.deliveries = deliveries;
		this.writes = writes;
	}

	@GetMapping
	Slice<Webhook> all() {
		return new Slice<>(webhooks.all(), null);
	}

	/** Makes a webhook. The secret is in this answer only; one is made up where none is given (16 to 200 visible characters). */
	@PostMapping
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Webhook.class)))
	ResponseEntity<String> create(@RequestBody Webhooks.Form form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/webhooks", form, () -> {
			var webhook = webhooks.create(viewer, form);
			return new Created("/api/v1/webhooks/" + webhook.id(), "", webhook);
		});
	}

	@GetMapping("/{id}")
	Webhook get(@PathVariable long id) {
		return webhooks.get(id);
	}

	/** Removes a webhook with its deliveries. */
	@DeleteMapping("/{id}")
	ResponseEntity<Void> remove(@PathVariable long id, Viewer viewer) {
		webhooks.remove(viewer, id);
		return ResponseEntity.noContent().build();
	}

	/** What was sent in the last thirty days, the latest first. */
	@GetMapping("/{id}/deliveries")
	Slice<WebhookDelivery> deliveries(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		return deliveries.of(webhooks.get(id), Paging.of(limit, cursor, null));
	}

	/** Sends one again, whatever came of it before. */
	@PostMapping("/{id}/deliveries/{number}/retry")
	ResponseEntity<Void> retry(@PathVariable long id, @PathVariable long number) {
		deliveries.retry(id, number);
		return ResponseEntity.accepted().build();
	}

	/** Sends a webhook something, to see whether it arrives. */
	@PostMapping("/{id}/test")
	ResponseEntity<Void> test(@PathVariable long id, Viewer viewer) {
		webhooks.test(viewer, id);
		return ResponseEntity.accepted().build();
	}
}
