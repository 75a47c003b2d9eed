package dev.madang.notification.web;

import java.util.HashMap;
import java.util.List;
import java.util.Set;

import dev.madang.notification.Notifications;
import dev.madang.notification.Preferences;
import dev.madang.notification.Preferences.Channels;
import dev.madang.notification.Preferences.Choice;
import dev.madang.notification.PushKeys;
import dev.madang.notification.PushSubscriptions;
import dev.madang.notification.Wording;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What one was told, what one wants to be told, and the way out of the emails. */
@Controller
@Allow(Role.MEMBER)
class NotificationPages {

	private final Notifications notifications;

	private final Preferences preferences;

	private final Wording wording;

	private final PushSubscriptions subscriptions;

	private final PushKeys keys;

	NotificationPages(Notifications notifications, Preferences preferences, Wording wording,
			PushSubscriptions subscriptions, PushKeys keys) {
		this.subscriptions = subscriptions;
		this.keys = keys;
		this.notifications = notifications;
		this.preferences = preferences;
		this.wording = wording;
	}

	@GetMapping("/notifications")
	ModelAndView list(Page page, @RequestParam(defaultValue = "false") boolean unread,
			@RequestParam(required = false) @Nullable String cursor) {
		var slice = notifications.list(page.viewer(), unread, Paging.of(50, cursor, null));
		var isNews = cursor == null && slice.items().stream().anyMatch(row -> !row.isRead());
		return page.view("notification/list", "days", Day.of(slice.items(), page, wording), "unreadOnly", unread, "latest",
				cursor == null && !slice.items().isEmpty() ? slice.items().getFirst().revision() : 0L, "seen",
				isNews ? slice.items().getFirst().revision() : 0L, "more",
				slice.nextCursor() == null ? "" : "/notifications?unread=" + unread + "&cursor=" + slice.nextCursor());
	}

	/** The rows of the list alone: what has come since a revision, or a few of the latest. */
	@GetMapping("/notifications/latest")
	ModelAndView latest(Page page, @RequestParam(defaultValue = "0") long since) {
		var rows = notifications.list(page.viewer(), false, Paging.of(since > 0 ? 20 : 6, null, null)).items().stream()
				.filter(row -> row.revision() > since).toList();
		return page.view("notification/rows", "lines", Day.lines(rows, page, wording));
	}

	/** All that was on the list when it was shown; what came since stays unread. */
	@PostMapping("/notifications/read")
	String read(Page page, @RequestParam long seen) {
		notifications.readSeen(page.viewer(), seen);
		return "redirect:/notifications";
	}

	@GetMapping("/settings/notifications")
	ModelAndView choice(Page page, @RequestParam(defaultValue = "false") boolean saved) {
		return page.view("notification/settings", "choice", preferences.of(page.viewer()), "saved", saved, "devices",
				subscriptions.of(page.viewer()), "pushKey", keys.publicKey());
	}

	/** Ends push notifications on all devices. */
	@PostMapping("/settings/notifications/devices")
	String removeDevices(Page page) {
		subscriptions.remove(page.viewer(), null);
		return "redirect:/settings/notifications?saved=true";
	}

	@PostMapping("/settings/notifications")
	String choose(Page page, @RequestParam(required = false) @Nullable Set<String> onPage,
			@RequestParam(required = false) @Nullable Set<String> byMail,
			@RequestParam(required = false) @Nullable Set<String> byPush, @RequestParam(defaultValue = "off") String digest) {
		var kinds = new HashMap<String, Channels>();
		var offered = preferences.of(page.viewer()).kinds();
		for (var kind : offered == null ? List.<String>of() : List.copyOf(offered.keySet())) {
			kinds.put(kind, new Channels(onPage != null && onPage.contains(kind), byMail != null && byMail.contains(kind),
					byPush != null && byPush.contains(kind)));
		}
		preferences.change(page.viewer(), new Choice(digest, kinds));
		return "redirect:/settings/notifications?saved=true";
	}

	/** Asks first: whatever opens an email's links to look at them must not end anything. */
	@GetMapping("/unsubscribe")
	@Allow(Role.ANY)
	ModelAndView way(Page page, @RequestParam(defaultValue = "") String token) {
		if (!preferences.isToken(token)) {
			throw Problem.of(404, "link-over");
		}
		return page.view("notification/unsubscribe", "token", token, "done", false);
	}

	/** From the page's button, or from a reader's mail program by itself (RFC 8058): the link is all that it needs. */
	@PostMapping("/unsubscribe")
	@Allow(Role.ANY)
	ModelAndView leave(Page page, @RequestParam(defaultValue = "") String token) {
		preferences.unsubscribe(token);
		return page.view("notification/unsubscribe", "token", token, "done", true);
	}
}
