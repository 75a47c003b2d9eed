package dev.madang.notification.web;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.notification.NotificationStream;
import dev.madang.notification.Wording;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The stream of what is new, for programs with their token and for pages with their cookie. */
@RestController
@Allow(Role.MEMBER)
@Tag(name = "Notifications")
class StreamHandlers {

	private final NotificationStream stream;

	private final Wording wording;

	StreamHandlers(NotificationStream stream, Wording wording) {
		this.stream = stream;
		this.wording = wording;
	}

	/** Server-sent events: {@code notification} with a row as of the list, {@code unread} with {@code {"unread": n}}. */
	@GetMapping(path = { "/api/v1/notifications/stream", "/notifications/stream" })
	void stream(Viewer viewer, Locale locale,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastId,
			HttpServletResponse response)
			throws IOException {
		stream.tell(viewer, locale, lastId != null && lastId.matches("\\d{1,18}") ? Long.valueOf(lastId) : null, response,
				(row, language) -> NotificationJson.of(row, wording.of(row, language)));
	}
}
