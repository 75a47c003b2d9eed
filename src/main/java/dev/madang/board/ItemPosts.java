package dev.madang.board;

import java.util.Collection;
import java.util.List;

import dev.madang.catalog.ItemCounts;
import dev.madang.catalog.ItemPart;
import dev.madang.catalog.Review;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The posts about an item when it is merged with another; drafts and hidden ones go along, and count nothing. */
@Component
class ItemPosts implements ItemPart {

	private record Moved(long id, boolean listed, @Nullable Integer rating) {
	}

	private final JdbcClient jdbc;

	private final ItemCounts counts;

	ItemPosts(JdbcClient jdbc, ItemCounts counts) {
		this.jdbc = jdbc;
		this.counts = counts;
	}

	@Override
	public String name() {
		return "post";
	}

	@Override
	public List<Long> move(long from, long to) {
		return counted(jdbc.sql("""
				with moved as (
				  update post set item_id = :to where item_id = :from returning id, state, rating),
				listed as (
				  update post_count set item_id = :to where post_id in (select id from moved))
				select id, state, rating from moved
				""").param("from", from).param("to", to), from, to);
	}

	@Override
	public void moveBack(Collection<Long> ids, long from, long to) {
		counted(jdbc.sql("""
				with moved as (
				  update post set item_id = :to where id = any(:ids) and item_id = :from returning id, state, rating),
				listed as (
				  update post_count set item_id = :to where post_id in (select id from moved))
				select id, state, rating from moved
				""").param("from", from).param("to", to).param("ids", ids.toArray(Long[]::new)), from, to);
	}

	private List<Long> counted(JdbcClient.StatementSpec update, long from, long to) {
		var moved = update.query((row, number) -> new Moved(row.getLong("id"), "listed".equals(row.getString("state")),
				Rows.optionalInt(row, "rating"))).list();
		var listed = moved.stream().filter(Moved::listed).toList();
		counts.change(listed.stream().map(post -> new Review(from, post.rating())).toList(),
				listed.stream().map(post -> new Review(to, post.rating())).toList());
		return moved.stream().map(Moved::id).toList();
	}
}
