package dev.madang.board;

import java.util.List;

import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tags that somebody prefers: those of their own posts, and those that they follow. */
@Component
public class MemberTags {

	private static final int MOST = 100;

	/**
	 * A followed tag counts as two posts.
	 *
	 * @param weight from 0 to 1, relative to the tag that is preferred most
	 */
	public record Preferred(String name, double weight, int postCount, boolean followed) {
	}

	private final JdbcClient jdbc;

	MemberTags(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** At most a hundred, the most preferred first. */
	public List<Preferred> of(Viewer viewer) {
		return jdbc.sql("""
				with counted as (
				  select tag_id, sum(posts)::int as posts, bool_or(followed) as followed
				  from (
				    select pt.tag_id, 1 as posts, false as followed
				    from post p join post_tag pt on pt.post_id = p.id
				    where p.author_id = :viewer and p.state = 'listed'
				    union all
				    select tag_id, 0, true from tag_follow where member_id = :viewer) as each
				  group by tag_id),
				weighed as (
				  select tag_id, posts, followed, posts + case when followed then 2 else 0 end as points from counted)
				select t.name, w.points::double precision / max(w.points) over () as weight, w.posts as post_count, w.followed
				from weighed w join tag t on t.id = w.tag_id
				order by w.points desc, t.name
				limit :most
				""").param("viewer", viewer.id()).param("most", MOST).query(Preferred.class).list();
	}
}
