package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;

import dev.madang.platform.OnWorkers;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Where members left off in threads, which each of them learns of themselves alone. Reading a page writes nothing: what was read
 * within two seconds is stored together, and is known to this process before.
 */
@Component
public class ReadMarks {

	/**
	 * @param at when the post was last read
	 * @param comments how many comments it had then
	 */
	public record Mark(Instant at, int comments) {

		/** How many comments came since. */
		public int unreadOf(int commentCount) {
			return Math.max(0, commentCount - comments);
		}

		private Mark later(Mark other) {
			return other.at.isBefore(at) || other.at.equals(at) && other.comments < comments ? this : other;
		}
	}

	private record Key(long memberId, long postId) {
	}

	private record Row(long postId, Mark mark) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(row.getLong("post_id"), new Mark(Rows.instant(row, "seen_at"), row.getInt("comments")));
		}
	}

	private static final Logger LOG = LoggerFactory.getLogger(ReadMarks.class);

	/** So many are forgotten in one transaction. */
	private static final int AT_ONCE = 1000;

	private final Map<Key, Mark> waiting = new ConcurrentHashMap<>();

	private final JdbcClient jdbc;

	ReadMarks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The marks of those among the posts that the viewer has read, with one statement; none for a guest, without any. */
	public Map<Long, Mark> of(Viewer viewer, Collection<Long> postIds) {
		if (!viewer.isMember() || postIds.isEmpty()) {
			return Map.of();
		}
		var marks = new HashMap<Long, Mark>();
		postIds.forEach(
				id -> Optional.ofNullable(waiting.get(new Key(viewer.id(), id))).ifPresent(mark -> marks.put(id, mark)));
		jdbc.sql("select post_id, seen_at, comments from post_read where member_id = :viewer and post_id = any(:posts)")
				.param("viewer", viewer.id()).param("posts", postIds.toArray(Long[]::new)).query(Row::read).list()
				.forEach(row -> marks.merge(row.postId(), row.mark(), Mark::later));
		return marks;
	}

	/** The viewer has the post before them now; of a guest nothing is kept. */
	public void read(Viewer viewer, long postId, int commentCount) {
		if (viewer.isMember()) {
			waiting.merge(new Key(viewer.id(), postId), new Mark(Instant.now(), commentCount), Mark::later);
		}
	}

	/** The viewer has added a comment of their own: it is nothing new to them, but what came meanwhile is. */
	public void added(Viewer viewer, long postId, int commentCount) {
		var before = of(viewer, List.of(postId)).get(postId);
		if (before == null) {
			read(viewer, postId, commentCount);
		}
		else {
			waiting.merge(new Key(viewer.id(), postId), new Mark(before.at(), before.comments() + 1), Mark::later);
		}
	}

	/** Leaves the marks of the last year. */
	@Scheduled(initialDelayString = "PT1H", fixedDelayString = "P1D")
	@OnWorkers
	void forgetOld() {
		var forgotten = AT_ONCE;
		while (forgotten == AT_ONCE) {
			forgotten = jdbc.sql("""
					delete from post_read
					where ctid = any(array(select ctid from post_read where seen_at < now() - interval '1 year' limit :atOnce))
					""").param("atOnce", AT_ONCE).update();
		}
	}

	/** Stores what was read since the last time; what cannot be stored waits for the next. */
	@Scheduled(fixedDelayString = "PT2S")
	@PreDestroy
	public synchronized void flush() {
		var marks = waiting.entrySet().stream().map(each -> Map.entry(each.getKey(), each.getValue()))
				.sorted(Map.Entry.comparingByKey(Comparator.comparingLong(Key::memberId).thenComparingLong(Key::postId)))
				.toList();
		if (marks.isEmpty()) {
			return;
		}
		try {
			store(marks);
			marks.forEach(mark -> waiting.remove(mark.getKey(), mark.getValue()));
		}
		catch (RuntimeException e) {
			LOG.warn("{} reading marks wait for the database: {}", marks.size(), e.getMessage());
		}
	}

	private void store(List<Map.Entry<Key, Mark>> marks) {
		jdbc.sql("""
				insert into post_read (member_id, post_id, seen_at, comments)
				select mark.member_id, mark.post_id, mark.seen_at, mark.comments
				from unnest(:members::bigint[], :posts::bigint[], :times::timestamptz[], :comments::integer[])
				  as mark (member_id, post_id, seen_at, comments)
				join post p on p.id = mark.post_id join member m on m.id = mark.member_id
				on conflict (member_id, post_id) do update set seen_at = excluded.seen_at, comments = excluded.comments
				where (post_read.seen_at, post_read.comments) < (excluded.seen_at, excluded.comments)
				""")
				.param("members", marks.stream().map(mark -> mark.getKey().memberId()).toArray(Long[]::new))
				.param("posts", marks.stream().map(mark -> mark.getKey().postId()).toArray(Long[]::new))
				.param("times", marks.stream().map(mark -> mark.getValue().at().atOffset(ZoneOffset.UTC).toString())
						.toArray(String[]::new))
				.param("comments", marks.stream().map(mark -> mark.getValue().comments()).toArray(Integer[]::new)).update();
	}
}
