package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

import dev.madang.board.PostQuery.Sort;
import dev.madang.platform.Cursor;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of posts, each with one statement. */
@Component
public class PostLists {

	/** A keyword is looked for row by row; a rare one would read everything. */
	private static final int KEYWORD_SECONDS = 2;

	private static final int COUNTED_MOST = 10_000;

	private record Row(@Nullable Post post, boolean pinnedFirst, long total) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(Rows.optionalLong(row, "id") == null ? null : Post.read(row, number), row.getBoolean("pinned_first"),
					row.getLong("total"));
		}
	}

	private record Shown(Post post, boolean pinnedFirst) {
	}

	private final JdbcClient jdbc;

	private final Categories categories;

	/** So many keywords are looked for at once, so that rare ones leave connections to everybody else. */
	private final Semaphore keywordPlaces = new Semaphore(6);

	PostLists(JdbcClient jdbc, Categories categories) {
		this.jdbc = jdbc;
		this.categories = categories;
	}

	/**
	 * Posts from a cursor on.
	 *
	 * @throws Problem 404 for an unknown category, 400 for a cursor that is none of this list, 503 if a keyword is so rare
	 * that looking for it takes over two seconds
	 */
	public Slice<Post> slice(PostQuery query, Viewer viewer) {
		var shown = rows(query, viewer).stream().filter(row -> row.post() != null)
				.map(row -> new Shown(Objects.requireNonNull(row.post()), row.pinnedFirst())).toList();
		return Slice.of(shown, query.paging().limit(), last -> Cursor.of(query.cursorName(), last.pinnedFirst() ? 1 : 0,
				key(query.sort(), last.post()), last.post().id())).map(Shown::post);
	}

	/** A numbered page, with how many there are. */
	public Numbered<Post> numbered(PostQuery query, Viewer viewer) {
		var rows = rows(query, viewer);
		List<Post> posts = rows.stream().map(Row::post).filter(Objects::nonNull)
				.limit(query.paging().limit()).toList();
		var total = rows.isEmpty() ? 0 : rows.getFirst().total();
		return new Numbered<>(posts, query.paging().page(), query.paging().limit(), Math.min(total, total(query, total)),
				total(query, total) < total);
	}

	/** What a member keeps, the latest first. */
	public Slice<Post> bookmarks(Viewer viewer, Paging paging) {
		record Kept(Post post, long at) {
		}
		var after = Cursor.read(paging.cursor(), "bookmarks", 2);
		var kept = jdbc.sql("""
				select %s, left(v.body, 1000) as body, k.created_at as kept_at
				from bookmark k join post p on p.id = k.post_id %s
				where k.member_id = :viewer and p.status = 'published' and p.category_id = any(:categories)
				  and p.author_id <> all(:hidden)
				  and (:first or (k.created_at, k.post_id) < (:time, :post))
				order by k.created_at desc, k.post_id desc
				limit :limit
				""".formatted(Post.COLUMNS, Post.JOINS)).param("viewer", viewer.id())
				.param("categories",
						categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new))
				.param("hidden", categories.tree().hidden(viewer)).param("first", after == null)
				.param("time", Rows.ofMicros(after == null ? 0 : after.key(0)))
				.param("post", after == null ? 0 : after.key(1)).param("limit", paging.limit() + 1)
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
				where p.author_id = :viewer and p.status = 'draft'
				order by p.id desc
				limit 50
				""".formatted(Post.COLUMNS, Post.JOINS)).param("viewer", viewer.id()).query(Post::read).list();
	}

	private static long total(PostQuery query, long total) {
		return query.keyword() == null && query.item() == null ? total : Math.min(total, COUNTED_MOST);
	}

	private List<Row> rows(PostQuery query, Viewer viewer) {
		var statement = jdbc.sql(new PostListSql(query, categories.tree().hidden(viewer).length > 0).page())
				.params(parameters(query, viewer));
		if (query.keyword() == null) {
			return statement.query(Row::read).list();
		}
		if (!keywordPlaces.tryAcquire()) {
			throw Problem.later(503, "busy", KEYWORD_SECONDS);
		}
		try {
			return statement.withQueryTimeout(KEYWORD_SECONDS).query(Row::read).list();
		}
		catch (QueryTimeoutException e) {
			throw Problem.later(503, "keyword-too-rare", 60);
		}
		finally {
			keywordPlaces.release();
		}
	}

	private Map<String, @Nullable Object> parameters(PostQuery query, Viewer viewer) {
		var tree = categories.tree();
		var among = query.category() == null
				? tree.readable(viewer)
				: tree.within(categories.get(query.category(), viewer), viewer);
		var after = Cursor.read(query.paging().cursor(), query.cursorName(), 3);
		var parameters = new HashMap<String, @Nullable Object>();
		parameters.put("viewer", viewer.id());
		parameters.put("hidden", categories.tree().hidden(viewer));
		parameters.put("categories", among.stream().map(Category::id).toArray(Long[]::new));
		parameters.put("whole", tree.isReadableWhole(viewer));
		parameters.put("after", after != null);
		parameters.put("keyPinned", after != null && after.key(0) == 1);
		parameters.put("keyTime", Rows.ofMicros(after != null && query.sort() == Sort.LATEST ? after.key(1) : 0));
		parameters.put("key", after == null ? 0 : after.key(1));
		parameters.put("keyId", after == null ? 0 : after.key(2));
		parameters.put("most", query.paging().offset() + query.paging().limit() + 1);
		parameters.put("limit", query.paging().limit() + 1);
		parameters.put("offset", query.paging().offset());
		parameters.put("tag", query.tag());
		parameters.put("author", query.author());
		parameters.put("item", query.item());
		parameters.put("keyword", query.keyword() == null ? null : "%" + Texts.escapeLike(query.keyword()) + "%");
		return parameters;
	}

	private static long key(Sort sort, Post post) {
		return switch (sort) {
			case LATEST -> Rows.micros(post.createdAt());
			case POPULAR -> post.likeCount();
			case DISCUSSED -> post.commentCount();
		};
	}
}
