package dev.madang.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When members were here before, which boards they have looked at since, and which they have muted. A visit ends with half an
 * hour without a list. What a member has is remembered by each process for some seconds, and written at most once a minute.
 */
@Component
public class Visits {

	/** So many new posts of a board are counted. */
	public static final int MOST = 99;

	private static final Duration REMEMBERED = Duration.ofSeconds(15);

	private static final int MEMBERS = 10_000;

	private static final String CHANGED = "muted";

	private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

	/** A board as a member has left it. */
	private record Board(long categoryId, @Nullable Instant seenAt, boolean muted) {
	}

	private record Boards(Map<Long, Instant> seen, Set<Long> muted) {
	}

	private record Count(long id, int count) {
	}

	private final JdbcClient jdbc;

	private final Categories categories;

	private final ClusterSignals signals;

	private final Cache<Long, Instant> since = Caffeine.newBuilder().maximumSize(MEMBERS)
			.expireAfterWrite(Duration.ofMinutes(1)).build();

	private final Cache<Long, Boards> boards = Caffeine.newBuilder().maximumSize(MEMBERS).expireAfterWrite(REMEMBERED).build();

	private final Cache<Long, Map<Long, Integer>> unread = Caffeine.newBuilder().maximumSize(MEMBERS)
			.expireAfterWrite(REMEMBERED).build();

	/** The kinds of failures that were logged in the last hour: while the database only reads, each page would log one. */
	private final Cache<Class<?>, Boolean> troubles = Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build();

	Visits(JdbcClient jdbc, Categories categories, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.signals = signals;
		signals.on(CHANGED, this::forget);
	}

	/**
	 * When the member's last visit ended; for somebody who is here for the first time, when this one began. While that cannot be
	 * stored, now: whoever only reads is not kept from it.
	 */
	public Instant since(Viewer member) {
		return orElse(Instant.now(),
				() -> since.get(member.id(),
						id -> jdbc
								.sql("""
										insert into visit as v (member_id) values (:id)
										on conflict (member_id) do update
										  set since = case when v.seen_at < now() - interval '30 minutes' then v.seen_at else v.since end, seen_at = now()
										returning since
										""")
								.param("id", id).query((row, number) -> Rows.instant(row, "since")).single()));
	}

	private <T> T orElse(T otherwise, Supplier<T> read) {
		try {
			return read.get();
		}
		catch (DataAccessException e) {
			if (troubles.asMap().putIfAbsent(e.getClass(), true) == null) {
				LOG.warn("What is new to members is not known for now: {}", e.toString());
			}
			return otherwise;
		}
	}

	/** How many members looked at a list within the last day. */
	public int today() {
		return jdbc.sql("select count(*) from visit where seen_at > now() - interval '1 day'").query(Integer.class).single();
	}

	/** The boards whose posts a member does not want in the feed of all boards. */
	public Set<Long> muted(Viewer viewer) {
		return viewer.isMember() ? orElse(Set.of(), () -> boards(viewer).muted()) : Set.of();
	}

	public void mute(Viewer member, Collection<Long> boards, boolean muted) {
		if (boards.isEmpty()) {
			return;
		}
		jdbc.sql("""
				insert into board_visit (member_id, category_id, muted)
				select :member, id, :muted from category where id = any(:boards)
				on conflict (member_id, category_id) do update set muted = excluded.muted
				""").param("member", member.id()).param("boards", boards.toArray(Long[]::new)).param("muted", muted).update();
		changed(member);
	}

	private void changed(Viewer member) {
		signals.send(CHANGED, String.valueOf(member.id()));
		AfterCommit.run(() -> forget(member.id()));
	}

	/**
	 * Notes that a member looks at the newest posts of boards, unless that cannot be stored.
	 *
	 * @param newest when the newest that they see was published
	 */
	public void look(Viewer member, List<Category> boards, Instant newest) {
		orElse(0, () -> note(member, boards, newest));
	}

	private int note(Viewer member, List<Category> boards, Instant newest) {
		var counted = unread(member);
		var ids = boards.stream().map(Category::id)
				.filter(id -> counted.containsKey(id) || newest.isAfter(since(member, id))).toArray(Long[]::new);
		if (ids.length > 0) {
			jdbc.sql(
					"""
							insert into board_visit (member_id, category_id, seen_at) select :member, id, now() from unnest(:ids) as b (id)
							on conflict (member_id, category_id) do update set seen_at = excluded.seen_at
							""")
					.param("member", member.id()).param("ids", ids).update();
			changed(member);
		}
		return ids.length;
	}

	/** @param member an id, or empty where it may be of anybody */
	private void forget(String member) {
		if (member.isEmpty()) {
			boards.invalidateAll();
			unread.invalidateAll();
		}
		else {
			forget(Long.parseLong(member));
		}
	}

	private void forget(long memberId) {
		boards.invalidate(memberId);
		unread.invalidate(memberId);
	}

	/** Since when posts of a board are new to a member: since they looked at it, or since their last visit, whichever is later. */
	private Instant since(Viewer member, long categoryId) {
		var visit = since(member);
		var seen = boards(member).seen().getOrDefault(categoryId, visit);
		return seen.isAfter(visit) ? seen : visit;
	}

	/** How many posts of others each board has that are new to a member, {@link #MOST} and one at most; muted boards have none. */
	public Map<Long, Integer> unread(Viewer member) {
		return orElse(Map.of(), () -> unread.get(member.id(), id -> count(member)));
	}

	private Map<Long, Integer> count(Viewer member) {
		var own = boards(member);
		var ids = categories.tree().readable(member).stream().map(Category::id).filter(id -> !own.muted().contains(id))
				.toList();
		List<Count> counts = jdbc.sql("""
				select b.id, n.count
				from unnest(:ids, :since::text[]::timestamptz[]) as b (id, since)
				cross join lateral (
				  select count(*) from (
				    select 1 from post p
				    where p.category_id = b.id and p.state = 'listed' and p.created_at > b.since and p.author_id <> all(:hidden)
				    limit %d) newest) n
				where n.count > 0
				""".formatted(MOST + 1)).param("ids", ids.toArray(Long[]::new))
				.param("since", ids.stream().map(id -> since(member, id).toString()).toArray(String[]::new))
				.param("hidden", but(member)).query(Count.class).list();
		return counts.stream().collect(Collectors.toMap(Count::id, Count::count));
	}

	/** Those whose posts are not new to a member: their own, and of members who are hidden from them. */
	private Long[] but(Viewer member) {
		var hidden = categories.tree().hidden(member);
		var all = new Long[hidden.length + 1];
		System.arraycopy(hidden, 0, all, 0, hidden.length);
		all[hidden.length] = member.id();
		return all;
	}

	private Boards boards(Viewer member) {
		return boards.get(member.id(), id -> {
			var all = jdbc.sql("select category_id, seen_at, muted from board_visit where member_id = :id").param("id", id)
					.query((row, number) -> new Board(row.getLong("category_id"), Rows.optional(row, "seen_at"),
							row.getBoolean("muted")))
					.list();
			var seen = new HashMap<Long, Instant>();
			all.forEach(board -> {
				if (board.seenAt() != null) {
					seen.put(board.categoryId(), board.seenAt());
				}
			});
			return new Boards(seen, all.stream().filter(Board::muted).map(Board::categoryId).collect(Collectors.toSet()));
		});
	}
}
