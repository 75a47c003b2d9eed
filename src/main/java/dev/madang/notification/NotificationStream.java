package dev.madang.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.SignIns;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.web.RequestThreads;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells one stream, on the virtual thread of its request, until its sign-in, its reader or this program ends: server-sent
 * events {@code unread}, and {@code notification} for whatever is new, which have the revision as their id.
 */
@Component
public class NotificationStream {

	/** A connection on which nothing is said for a minute is cut by many a proxy. */
	private static final long HEARTBEAT = Duration.ofSeconds(25).toMillis();

	/** A stream begins anew now and then, so that none outlives what it was opened with. */
	private static final Duration LASTS = Duration.ofMinutes(30);

	private static final int AT_ONCE = 50;

	/** So many look into the database at a time, however many were told: the pages need it too. */
	private final Semaphore turns = new Semaphore(2, true);

	private final Streams streams;

	private final Notifications notifications;

	private final UnreadCounts counts;

	private final JsonMapper mapper;

	private final SignIns signIns;

	NotificationStream(SignIns signIns, Streams streams, Notifications notifications, UnreadCounts counts, JsonMapper mapper) {
		this.signIns = signIns;
		this.streams = streams;
		this.notifications = notifications;
		this.counts = counts;
		this.mapper = mapper;
	}

	/** What a stream says next. */
	private record News(String text, long revision, int unread) {
	}

	/**
	 * Does not return before the stream is over.
	 *
	 * @param lastId of the event with which an earlier stream ended: what came since is told first
	 * @param json a notification as programs get it
	 */
	public void tell(Viewer viewer, Locale locale, @Nullable Long lastId, HttpServletResponse response,
			BiFunction<Notification, Locale, Object> json) throws IOException {
		// many come at once after a restart, and wait for their turn to look
		RequestMemory.letGo();
		RequestThreads.lasts();
		var stream = streams.open(viewer, locale);
		try {
			if (viewer.isSignIn() && signIns.byId(viewer.signInId()).isEmpty()) {
				throw Problem.unauthorized("sign-in-needed");
			}
			response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.setHeader("X-Accel-Buffering", "no");
			var comeBack = 2000 + ThreadLocalRandom.current().nextInt(4000);
			var told = news(stream, lastId == null ? -1 : lastId, -1, json);
			send(response, "retry: " + comeBack + "\n\n" + told.text());
			var ends = earlier(Instant.now().plus(LASTS), viewer.standing().ends());
			while (!stream.isOver() && Instant.now().isBefore(ends)) {
				if (stream.await(HEARTBEAT) && !stream.isOver()) {
					told = news(stream, told.revision(), told.unread(), json);
					send(response, told.text());
				}
				else if (!stream.isOver()) {
					send(response, ":\n\n");
				}
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		finally {
			streams.close(stream);
		}
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private News news(Stream stream, long revision, int unread, BiFunction<Notification, Locale, Object> json)
			throws InterruptedException {
		turns.acquire();
		try {
			var text = new StringBuilder();
			var last = revision < 0 ? notifications.latest(stream.viewer()) : revision;
			if (revision >= 0) {
				var rows = notifications.since(stream.viewer(), revision, AT_ONCE);
				for (var row : rows) {
					last = row.revision();
					text.append(event("notification", last, json.apply(row, stream.locale())));
				}
				if (rows.size() == AT_ONCE) {
					stream.signal();
				}
			}
			var now = counts.count(stream.viewer());
			if (now != unread) {
				text.append(event("unread", last, new Unread(now)));
			}
			return new News(text.toString(), last, now);
		}
		finally {
			turns.release();
		}
	}

	record Unread(int unread) {
	}

	private String event(String name, long id, Object data) {
		return "id: " + id + "\nevent: " + name + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
	}

	private static void send(HttpServletResponse response, String text) throws IOException {
		if (!text.isEmpty()) {
			response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
			response.flushBuffer();
		}
	}
}
