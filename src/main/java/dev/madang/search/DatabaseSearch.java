package dev.madang.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds strings without an index, where the index has nothing to say because it is being built, broken or behind: the
 * latest first, a page of them, within two seconds.
 */
@Component
class DatabaseSearch {

	private static final int SECONDS = 2;

	private static final Map<Kind, String> SQL = Map.of(Kind.POST, """
			select p.id from post p join post_version v on v.post_id = p.id and v.version = p.current_version
			where p.status = 'published' and v.title || ' ' || v.body ilike all(:patterns) order by p.id desc limit :limit
			""", Kind.COMMENT, """
			select c.id from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
			where c.removed_at is null and v.body ilike all(:patterns) order by c.id desc limit :limit
			""", Kind.ITEM, "select i.id from item i where i.title ilike all(:patterns) order by i.id desc limit :limit",
			Kind.USER,
			"""
					select m.id from member m
					where m.withdrawn_at is null and m.name || ' ' || m.handle ilike all(:patterns) order by m.id desc limit :limit
					""",
			Kind.TAG, "select t.id from tag t where t.name ilike all(:patterns) order by t.post_count desc limit :limit");

	private final JdbcClient jdbc;

	/** Reading whole tables must leave connections to everybody else. */
	private final Semaphore places = new Semaphore(4);

	DatabaseSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** @throws Problem 503 if it takes too long, or too many look at once */
	List<Long> find(Kind kind, Query query, int limit) {
		if (!query.hasWords()) {
			return List.of();
		}
		if (!places.tryAcquire()) {
			throw Problem.later(503, "busy", SECONDS);
		}
		try {
			return jdbc.sql(java.util.Objects.requireNonNull(SQL.get(kind)))
					.param("patterns",
							query.words().stream().map(word -> "%" + Texts.escapeLike(word.typed()) + "%")
									.toArray(String[]::new))
					.param("limit", limit).withQueryTimeout(SECONDS).query(Long.class).list();
		}
		catch (QueryTimeoutException e) {
			throw Problem.later(503, "index-not-ready", 30);
		}
		finally {
			places.release();
		}
	}
}
