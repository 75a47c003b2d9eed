package dev.madang.board;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds to one of the counts of many posts. Rows are locked in the order of their ids, so that no two batches wait for each other. */
record PostCounts(JdbcClient jdbc) {

	/** @param column like_count, comment_count or view_count */
	void add(String column, Map<Long, ? extends Number> changes) {
		jdbc.sql("""
				with changed as (
				  select id, change from unnest(:ids, :changes) as changed (id, change)),
				locked as (
				  select post_id from post_count where post_id in (select id from changed) order by post_id for update)
				update post_count c set %1$s = c.%1$s + changed.change
				from locked join changed on changed.id = locked.post_id
				where c.post_id = locked.post_id
				""".formatted(column)).param("ids", changes.keySet().toArray(Long[]::new))
				.param("changes", changes.values().stream().map(Number::longValue).toArray(Long[]::new)).update();
	}
}
