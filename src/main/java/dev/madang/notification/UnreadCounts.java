package dev.madang.notification;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.board.Categories;
import dev.madang.page.Bell;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much a member has not read yet, remembered until NOTIFY says that it changed: a page costs one indexed statement
 * then, and none otherwise.
 */
@Component
public class UnreadCounts implements Bell {

	/** One more than is told apart. */
	private static final int CAP = MOST + 1;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Cache<Long, Integer> known = Caffeine.newBuilder().maximumSize(20_000)
			.expireAfterWrite(Duration.ofMinutes(5)).build();

	/** Grows with whatever is forgotten: what was counted before must not be remembered after. */
	private final AtomicLong forgotten = new AtomicLong();

	UnreadCounts(JdbcClient jdbc, Categories categories, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.categories = categories;
		signals.on(Waking.TOPIC, this::forget);
		signals.on("member", this::forget);
		signals.on("category", word -> forget(""));
	}

	private void forget(String members) {
		forgotten.incrementAndGet();
		if (members.isEmpty()) {
			known.invalidateAll();
		}
		else {
			Arrays.stream(members.split(",")).map(Long::valueOf).forEach(known::invalidate);
		}
	}

	void forget(long memberId) {
		forgotten.incrementAndGet();
		known.invalidate(memberId);
	}

	@Override
	public int unread(Viewer viewer) {
		if (!viewer.isSignIn()) {
			return viewer.isMember() ? count(viewer) : 0;
		}
		var remembered = known.getIfPresent(viewer.id());
		return remembered == null ? countAndRemember(viewer) : remembered;
	}

	private int countAndRemember(Viewer viewer) {
		var before = forgotten.get();
		var counted = count(viewer);
		if (forgotten.get() == before) {
			known.put(viewer.id(), counted);
			if (forgotten.get() != before) {
				known.invalidate(viewer.id());
			}
		}
		return counted;
	}

	/** Not from memory. */
	public int count(Viewer viewer) {
		var visibility = Visibility.of(viewer, categories);
		return jdbc.sql("""
				select count(*) from (
				  select 1 from notification n %s
				  where n.member_id = :member and n.read_at is null and n.in_page and %s
				  limit %d) unread
				""".formatted(Visibility.JOINS, Visibility.VISIBLE, CAP)).param("member", viewer.id())
				.param("readable", visibility.readable())
				.param("hidden", visibility.hidden()).query(Integer.class).single();
	}
}
