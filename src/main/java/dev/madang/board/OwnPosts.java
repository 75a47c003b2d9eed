package dev.madang.board;

import java.sql.ResultSet;
import java.util.List;

import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The posts that only a member sees in a list: bookmarks and drafts. */
@Component
public class OwnPosts {

	private final JdbcClient jdbc;

	private final Categories categories;

	OwnPosts(JdbcClient jdbc, Categories categories) {
		this.jdbc = jdbc;
		this.categories = categories;
	}

	/** What a member keeps, the latest first. */
	public Slice<Post> bookmarks(Viewer viewer, Paging paging) {
		record Kept(Post post, long at) {
		}
		var part = Keyset.of(paging, "bookmarks", 2);
		var kept = jdbc.sql("""
				select %s, left(v.body, 1000) as body, k.created_at as kept_at
				from bookmark k join post p on p.id = k.post_id %s
				where k.member_id = :viewer and p.state = 'listed' and p.category_id = any(:categories)
				  and p.author_id <> all(:hidden) %s
				order by k.created_at desc, k.post_id desc
				%s
				""".formatted(Post.COLUMNS, Post.JOINS, part.after("(k.created_at, k.post_id) < (:time, :post)"), part.limit()))
				.param("viewer", viewer.id())
				.param("categories",
						categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new))
				.param("hidden", categories.tree().hidden(viewer)).param("time", part.time(0)).param("post", part.key(1))
				.query((ResultSet row, int number) -> new Kept(Post.read(row, number),
						Rows.micros(Rows.instant(row, "kept_at"))))
				.list();
		return Slice.of(kept, paging.limit(), last -> Cursor.of("bookmarks", last.at(), last.post().id())).map(Kept::post);
	}

	/** What a member has begun and not published yet, the latest first; at most fifty. */
	public List<Post> drafts(Viewer viewer) {
		return jdbc.sql("""
				select %s, left(v.body, 1000) as body
				from post p %s
				where p.author_id = :viewer and p.state = 'draft'
				order by p.id desc
				limit 50
				""".formatted(Post.COLUMNS, Post.JOINS)).param("viewer", viewer.id()).query(Post::read).list();
	}
}
