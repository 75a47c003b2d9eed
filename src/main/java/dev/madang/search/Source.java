package dev.madang.search;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the entries of a kind come from: the tables of its module, as they are now. What is hidden, removed or a draft is
 * not there.
 *
 * @param table whose ids these are
 * @param sql names the columns that the row needs, and ends in a condition to which others are added with {@code and}
 * @param id the id in that statement
 */
public record Source(SearchKind kind, String table, String sql, String id, RowMapper<SearchEntry> row) {

	/** So many ids are read at once, and while an index is built twice as many are in memory: with the longest bodies some 40 MB. */
	public static final int AT_ONCE = 100;

	/** So much of a body can be found, in characters. */
	public static final int LONGEST_BODY = 100_000;

	/** The highest id that there is. */
	long last(JdbcClient jdbc) {
		return jdbc.sql("select coalesce(max(id), 0) from " + table).query(Long.class).single();
	}

	public List<SearchEntry> of(JdbcClient jdbc, Collection<Long> ids) {
		return jdbc.sql(sql + " and " + id + " = any(:ids)").param("ids", ids.toArray(Long[]::new)).query(row).list();
	}

	/** Those whose ids are in a window of {@link #AT_ONCE} ids; so narrow that the planner begins with them. */
	public List<SearchEntry> after(JdbcClient jdbc, long after) {
		return jdbc.sql(sql + " and " + id + " > :after and " + id + " <= :last").param("after", after)
				.param("last", after + AT_ONCE).query(row).list();
	}
}
