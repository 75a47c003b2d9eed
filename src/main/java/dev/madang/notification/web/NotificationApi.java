package dev.madang.notification.web;

import java.util.List;
import java.util.Locale;

import dev.madang.notification.Notifications;
import dev.madang.notification.Preferences;
import dev.madang.notification.Preferences.Choice;
import dev.madang.notification.UnreadCounts;
import dev.madang.notification.Wording;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one was told, over the API. */
@RestController
@RequestMapping("/api/v1/notifications")
@Allow(Role.MEMBER)
@Tag(name = "Notifications")
class NotificationApi {

	/** @param unread how many are not read yet, 100 for a hundred or more */
	record Told(List<NotificationJson> items, @Nullable String nextCursor, int unread) {
	}

	/** One of the three. */
	record Read(@Nullable List<Long> ids, @Nullable Long upTo, @Nullable Boolean all) {
	}

	record Unread(int unread) {
	}

	private static final int MOST_IDS = 1000;

	private final Notifications notifications;

	private final UnreadCounts counts;

	private final Preferences preferences;

	private final Wording wording;

	NotificationApi(Notifications notifications, UnreadCounts counts, Preferences preferences, Wording wording) {
		this.notifications = notifications;
		this.counts = counts;
		this.preferences = preferences;
		this.wording = wording;
	}

	/** The latest first. */
	@GetMapping
	Told list(Viewer viewer, @RequestParam(defaultValue = "false") boolean unread,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Locale locale) {
		var slice = notifications.list(viewer, unread, Paging.of(limit, cursor, null));
		return new Told(slice.items().stream().map(row -> NotificationJson.of(row, wording.of(row, locale))).toList(),
				slice.nextCursor(), counts.unread(viewer));
	}

	/** Marks as read: the named ones, or one and all before it, or all. */
	@PostMapping("/read")
	Unread read(@RequestBody Read read, Viewer viewer) {
		var all = Boolean.TRUE.equals(read.all());
		if (read.ids() == null && read.upTo() == null && !all || read.ids() != null && read.ids().contains(null)) {
			throw Problem.invalid("ids", "missing");
		}
		if (read.ids() != null && read.ids().size() > MOST_IDS) {
			throw Problem.invalid("ids", "too-many", MOST_IDS);
		}
		notifications.read(viewer, read.ids(), read.upTo(), all);
		return new Unread(counts.unread(viewer));
	}

	@GetMapping("/preferences")
	Choice preferences(Viewer viewer) {
		return preferences.of(viewer);
	}

	/** Replaces all of it; what is left out is as usual. */
	@PutMapping("/preferences")
	Choice prefer(@RequestBody Choice choice, Viewer viewer) {
		return preferences.change(viewer, choice);
	}
}
