package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.madang.member.Members;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists that begin with a person: what those write whom one follows, what somebody likes, what somebody said. */
@Component
public class MemberLists {

	private record Keyed(Post post, long at) {

		static Keyed read(ResultSet row, int number) throws SQLException {
			return new Keyed(Post.read(row, number), Rows.micros(Rows.instant(row, "listed_at")));
		}
	}

	/** A comment with the title of the post that it is under. */
	public record Said(Comment comment, String postTitle) {
	}

	private record Row(Said said, long before) {
	}

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Members members;

	MemberLists(JdbcClient jdbc, Categories categories, Members members) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.members = members;
	}

	/**
	 * What those write whom one follows, the latest first. Each of them gives their own latest posts from an index (lateral)
	 * and these are merged: the cost grows with how many one follows, not with how much they wrote.
	 */
	public Slice<Post> home(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "feed-home", 2);
		var posts = jdbc.sql("""
				with found as (
				  select each.id, each.created_at
				  from follow f cross join lateral (
				    select p.id, p.created_at from post p
				    where p.author_id = f.followed_id and p.state = 'listed' and p.category_id = any(:categories) %1$s
				    order by p.created_at desc, p.id desc
				    %2$s) each
				  where f.member_id = :viewer and f.followed_id <> all(:hidden)
				  order by each.created_at desc, each.id desc
				  %2$s)
				select %3$s, left(v.body, 1000) as body, found.created_at as listed_at
				from found join post p on p.id = found.id %4$s
				order by found.created_at desc, found.id desc
				""".formatted(part.after("(p.created_at, p.id) < (:time, :id)"), part.limit(), Post.COLUMNS, Post.JOINS))
				.params(keys(viewer, part)).query(Keyed::read).list();
		return slice("feed-home", posts, paging);
	}

	/** The posts that somebody likes, the latest like first. */
	public Slice<Post> liked(String handle, Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "liked", 2);
		var posts = jdbc.sql("""
				select %s, left(v.body, 1000) as body, l.created_at as listed_at
				from reaction l join post p on p.id = l.subject_id %s
				where l.member_id = :member and l.kind = 'post' and p.state = 'listed' and p.category_id = any(:categories)
				  and p.author_id <> all(:hidden) %s
				order by l.created_at desc, l.subject_id desc
				%s
				""".formatted(Post.COLUMNS, Post.JOINS, part.after("(l.created_at, l.subject_id) < (:time, :id)"),
				part.limit()))
				.param("member", members.get(handle).id()).params(keys(viewer, part)).query(Keyed::read).list();
		return slice("liked", posts, paging);
	}

	/** What somebody said in threads, the latest first. */
	public Slice<Said> comments(String handle, Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "said", 2);
		var said = jdbc
				.sql("""
						with found as (
						  select c.id, p.id as post_id, p.current_version, %s
						  from comment c join post p on p.id = c.post_id
						  join comment_version v on v.comment_id = c.id and v.version = c.current_version
						  where c.author_id = :member and c.state = 'listed' %s
						    and c.author_id <> all(:hidden) and p.state = 'listed' and p.category_id = any(:categories)
						    and p.author_id <> all(:hidden)
						  order by c.created_at desc, c.id desc
						  %s)
						select %s, pv.title as post_title, found.before
						from found join comment c on c.id = found.id
						join post_version pv on pv.post_id = found.post_id and pv.version = found.current_version %s
						where found.before_last < :most
						order by c.created_at desc, c.id desc
						"""
						.formatted(Slice.before("v.body", "c.created_at desc, c.id desc"),
								part.after("(c.created_at, c.id) < (:time, :id)"), part.limit(), Comment.COLUMNS,
								Comment.JOINS))
				.param("member", members.get(handle).id())
				.params(keys(viewer, part)).param("most", Slice.MOST_TEXT)
				.query((ResultSet row, int number) -> new Row(new Said(Comment.read(row, number), row.getString("post_title")),
						row.getLong("before")))
				.list();
		return Slice.ofTexts(said, paging.limit(), Row::before,
				last -> Cursor.of("said", Rows.micros(last.said().comment().createdAt()), last.said().comment().id()))
				.map(Row::said);
	}

	private Map<String, Object> keys(Viewer viewer, Keyset part) {
		return Map.of("viewer", viewer.id(), "hidden", categories.tree().hidden(viewer), "categories",
				categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new), "time", part.time(0),
				"id", part.key(1));
	}

	private static Slice<Post> slice(String name, List<Keyed> posts, Paging paging) {
		return Slice.of(posts, paging.limit(), last -> Cursor.of(name, last.at(), last.post().id())).map(Keyed::post);
	}
}
