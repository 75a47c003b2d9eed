package dev.madang.board;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.madang.platform.Cursor;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where in a long thread a comment stands: which part of it to read. */
@Component
public class ThreadPlaces {

	/** Comments in a part of a thread on a page. */
	public static final int PART = 50;

	static final int LOOKED_AT = 5_000;

	private record Found(long id, List<Long> path, int before, int beforeInBranch) {
	}

	private final JdbcClient jdbc;

	private final PostRules rules;

	ThreadPlaces(JdbcClient jdbc, PostRules rules) {
		this.jdbc = jdbc;
		this.rules = rules;
	}

	/** The address of a comment that its reader may see. */
	public String of(Comment comment) {
		return address(comment.postId(), jdbc.sql("""
				select c.id, c.path, %s from comment c where c.id = :id
				""".formatted(BEFORE)).param("id", comment.id()).param("most", PART).query(FOUND).single());
	}

	/**
	 * The address of the first comment of others that came after a time, in the order of the thread; the post must be one that
	 * the viewer sees. So many at the beginning are looked at, and then so many at the end, where most of what is new is: of a
	 * longer thread, what is new in its midst alone is not found.
	 */
	public Optional<String> firstSince(long postId, Viewer viewer, Instant since) {
		return Stream.of("path", "path desc").flatMap(order -> jdbc.sql("""
				select c.id, c.path, %s
				from (select id, post_id, author_id, path, state, created_at from comment where post_id = :post
				      order by %s limit %d) c
				where c.state = 'listed' and c.created_at > :since and c.author_id <> :viewer and c.author_id <> all(:hidden)
				order by c.path
				limit 1
				""".formatted(BEFORE, order, LOOKED_AT)).param("post", postId).param("since", since.atOffset(ZoneOffset.UTC))
				.param("viewer", viewer.id()).param("hidden", rules.hidden(viewer)).param("most", PART).query(FOUND).stream())
				.findFirst().map(found -> address(postId, found));
	}

	/** How many are before it in the thread, and in its branch; no more are counted than a part has. */
	private static final String BEFORE = """
			(select count(*) from (select 1 from comment b where b.post_id = c.post_id and b.path < c.path limit :most) each) as before,
			(select count(*) from (select 1 from comment b where b.post_id = c.post_id and b.path >= array[c.path[1]] and b.path < c.path
			                       limit :most) each) as in_branch
			""";

	private static final RowMapper<Found> FOUND = (row, number) -> new Found(row.getLong("id"),
			Rows.longs(row, "path"), row.getInt("before"), row.getInt("in_branch"));

	/** On the first part, or on one that begins with its branch, or else with itself. */
	private static String address(long postId, Found found) {
		var anchor = "#c" + found.id();
		if (found.before() < PART) {
			return "/p/" + postId + anchor;
		}
		var from = found.beforeInBranch() < PART ? List.of(found.path().getFirst()) : found.path();
		// after the one before it, and all that is below that one
		var keys = LongStream.concat(from.stream().mapToLong(Long::longValue), LongStream.of(Long.MAX_VALUE)).toArray();
		keys[keys.length - 2]--;
		return "/p/" + postId + "?cursor=" + Cursor.of("thread", keys) + anchor;
	}
}
