package dev.madang.notification.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.chat.SocketNews;
import dev.madang.chat.SocketReader;
import dev.madang.notification.Notifications;
import dev.madang.notification.UnreadCounts;
import dev.madang.notification.Wording;
import dev.madang.platform.ClusterSignals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says on sockets what is new for their members, as streams do: NOTIFY says on each node who has been told something. */
@Component
@ConditionalOnWebApplication
class SocketNotices implements SocketNews {

	private static final Logger LOG = LoggerFactory.getLogger(SocketNotices.class);

	/** More that is new at once is in the list. */
	private static final int AT_ONCE = 50;

	/** @param notification left out where only the number has changed */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record NotificationFrame(String type, int unread, @Nullable NotificationJson notification) {
	}

	/** A socket, and up to what its member was told on it. */
	private static final class Told {

		private final SocketReader reader;

		private final AtomicBoolean signalled = new AtomicBoolean();

		private long revision;

		private int unread = -1;

		private Told(SocketReader reader) {
			this.reader = reader;
		}
	}

	private final Map<Long, List<Told>> open = new ConcurrentHashMap<>();

	/** So many look into the database at a time, however many were told: the pages need it too. */
	private final Semaphore turns = new Semaphore(2, true);

	private final Notifications notifications;

	private final UnreadCounts counts;

	private final Wording wording;

	private final JsonMapper mapper;

	SocketNotices(Notifications notifications, UnreadCounts counts, Wording wording, JsonMapper mapper,
			ClusterSignals signals) {
		this.notifications = notifications;
		this.counts = counts;
		this.wording = wording;
		this.mapper = mapper;
		signals.on(Notifications.CHANGED, word -> of(word).forEach(this::signal));
	}

	/** Whoever is told something while it is asked how far they are waits until that is known. */
	@Override
	public void opened(SocketReader reader) {
		var told = new Told(reader);
		synchronized (told) {
			open.merge(reader.viewer().id(), List.of(told), (some, one) -> {
				var all = new ArrayList<>(some);
				all.addAll(one);
				return List.copyOf(all);
			});
			told.revision = notifications.latest(reader.viewer());
		}
	}

	/** @param members their ids with commas, or an empty word for all */
	private Collection<Told> of(String members) {
		return members.isEmpty()
				? open.values().stream().flatMap(List::stream).toList()
				: Arrays.stream(members.split(",")).flatMap(id -> open.getOrDefault(Long.valueOf(id), List.of()).stream())
						.toList();
	}

	/** What is signalled again before the database is asked is told with it. */
	private void signal(Told told) {
		if (!told.reader.isOver() && told.signalled.compareAndSet(false, true)) {
			Thread.startVirtualThread(() -> tell(told));
		}
	}

	private void tell(Told told) {
		try {
			turns.acquire();
			try {
				told.signalled.set(false);
				tellNews(told);
			}
			finally {
				turns.release();
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException e) {
			LOG.warn("A socket hears of its notifications with the next one: {}", e.toString());
		}
	}

	private void tellNews(Told told) {
		synchronized (told) {
			var reader = told.reader;
			var rows = notifications.since(reader.viewer(), told.revision, AT_ONCE);
			var unread = counts.count(reader.viewer());
			for (var row : rows) {
				told.revision = row.revision();
				send(reader, unread, NotificationJson.of(row, wording.of(row, reader.locale())));
			}
			if (rows.isEmpty() && unread != told.unread) {
				send(reader, unread, null);
			}
			told.unread = unread;
			if (rows.size() == AT_ONCE) {
				signal(told);
			}
		}
	}

	private void send(SocketReader reader, int unread, @Nullable NotificationJson notification) {
		reader.send(mapper.writeValueAsString(new NotificationFrame("notification", unread, notification)));
	}

	/** Forgets the sockets that are over. */
	@Scheduled(fixedDelayString = "PT30S")
	void sweep() {
		open.keySet().forEach(member -> open.computeIfPresent(member, (id, some) -> {
			var rest = some.stream().filter(told -> !told.reader.isOver()).toList();
			return rest.isEmpty() ? null : rest;
		}));
	}
}
