package dev.madang.recommendation;

import java.util.function.Consumer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the model is made of, row by row. */
@Component
class ModelSource {

	/** So much of a text counts, in characters. */
	static final int LONGEST_TEXT = 4_000;

	/** A post's text, as far as it counts. */
	record Text(long post, long item, String title, String body) {
	}

	private final JdbcClient jdbc;

	ModelSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Who liked, kept, answered or read which post; within a transaction. */
	EngagedThings posts() {
		var read = new EngagedThings();
		jdbc.sql("""
				select e.member_id, e.post_id, (max(e.at)::date - date '1970-01-01') as day, max(e.weight) as weight
				from (
				  select member_id, subject_id as post_id, created_at as at, 1.0 as weight from reaction where kind = 'post'
				  union all
				  select member_id, post_id, created_at, 1.0 from bookmark
				  union all
				  select author_id, post_id, created_at, 0.7 from comment where state = 'listed'
				  union all
				  select member_id, subject_id, at, 0.5 from signal where kind = 'post' and seconds >= 20) as e
				join post p on p.id = e.post_id
				where p.state = 'listed' and p.author_id <> e.member_id
				group by e.member_id, e.post_id
				order by e.member_id, e.post_id
				""").withFetchSize(5_000)
				.query(row -> {
					read.add(row.getLong(1), row.getLong(2), row.getInt(3), row.getFloat(4));
				});
		return read;
	}

	/** Who wrote about or likes what is written about which item; within a transaction. */
	EngagedThings items() {
		var read = new EngagedThings();
		jdbc.sql("""
				select e.member_id, e.item_id, (max(e.at)::date - date '1970-01-01') as day, max(e.weight) as weight
				from (
				  select author_id as member_id, item_id, created_at as at, 1.0 as weight from post
				  where item_id is not null and state = 'listed'
				  union all
				  select r.member_id, p.item_id, r.created_at, 0.5 from reaction r join post p on p.id = r.subject_id
				  where r.kind = 'post' and p.item_id is not null and p.state = 'listed'
				  union all
				  select member_id, subject_id, at, 0.3 from signal where kind = 'item' and seconds >= 20) as e
				group by e.member_id, e.item_id
				order by e.member_id, e.item_id
				""").withFetchSize(5_000).query(row -> {
			read.add(row.getLong(1), row.getLong(2), row.getInt(3), row.getFloat(4));
		});
		return read;
	}

	/** Which item each published post is about. */
	ItemsOfPosts itemsOfPosts() {
		var read = new ItemsOfPosts();
		jdbc.sql("select id, item_id from post where state = 'listed' and item_id is not null order by id").withFetchSize(5_000)
				.query(row -> {
					read.add(row.getLong(1), row.getLong(2));
				});
		return read;
	}

	long countTexts() {
		return jdbc.sql("select count(*) from post where state = 'listed'").query(Long.class).single();
	}

	/** Every published post's text, in the order of ids; the item is 0 where there is none. Within a transaction. */
	void texts(Consumer<Text> reader) {
		jdbc.sql("""
				select p.id, coalesce(p.item_id, 0), v.title, left(v.body, %d)
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.state = 'listed'
				order by p.id
				""".formatted(LONGEST_TEXT)).withFetchSize(2_000).query(row -> {
			reader.accept(new Text(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)));
		});
	}
}
