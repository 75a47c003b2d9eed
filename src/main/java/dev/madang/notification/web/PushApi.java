package dev.madang.notification.web;

import java.util.List;

import dev.madang.notification.PushKeys;
import dev.madang.notification.PushSubscriptions;
import dev.madang.notification.PushSubscriptions.Form;
import dev.madang.notification.PushSubscriptions.Subscription;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The browsers that are pushed one's notifications. They are those of sign-ins: a program with its token sees and ends them. */
@RestController
@Allow(Role.MEMBER)
@Tag(name = "Notifications")
class PushApi {

	private static final String API = "/api/v1/users/me/push-subscriptions";

	private static final String PAGES = "/push-subscriptions";

	/** @param publicKey the {@code applicationServerKey} that a browser subscribes with */
	record Pushed(String publicKey, List<Subscription> items) {
	}

	private final PushKeys keys;

	private final PushSubscriptions subscriptions;

	PushApi(PushKeys keys, PushSubscriptions subscriptions) {
		this.keys = keys;
		this.subscriptions = subscriptions;
	}

	/** The latest first. */
	@GetMapping(API)
	Pushed list(Viewer viewer) {
		return new Pushed(keys.publicKey(), subscriptions.of(viewer));
	}

	/** Has a browser told of what is new from now on, as long as the sign-in holds; of more than ten the oldest ends. */
	@PutMapping({ API, PAGES })
	@Allow(value = Role.MEMBER, account = true)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void put(@RequestBody Form form, Viewer viewer) {
		subscriptions.put(viewer, form);
	}

	/** Ends the one with this endpoint, if it is one's own; without an endpoint all of them. */
	@DeleteMapping({ API, PAGES })
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@RequestParam(required = false) @Nullable String endpoint, Viewer viewer) {
		subscriptions.remove(viewer, endpoint);
	}
}
