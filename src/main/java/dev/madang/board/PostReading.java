package dev.madang.board;

import java.util.List;

import dev.madang.activity.SharedCache;
import dev.madang.activity.SharedCache.Ends;
import dev.madang.activity.SharedValues;
import dev.madang.counter.Views;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;

/** Reads one post, with one statement; one with a long text, with two. */
@Component
public class PostReading {

	/** Bytes of a text that is read with its post; a longer one by itself, when its request may hold it. */
	private static final int SHORT = 64 << 10;

	private static final TypeReference<Post> POST = new TypeReference<>() {
	};

	private record Row(Post post, int bytes) {
	}

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final Views views;

	private final OwnMarks marks;

	private final SharedValues values;

	PostReading(JdbcClient jdbc, PostRules rules, Views views, OwnMarks marks, SharedValues values) {
		this.marks = marks;
		this.values = values;
		this.jdbc = jdbc;
		this.rules = rules;
		this.views = views;
	}

	/** @throws Problem 404 if it is not there, or not the viewer's to know of */
	public Post get(long id, Viewer viewer) {
		var post = cached(id, viewer);
		rules.requireSeen(viewer, post.categoryId(), post.authorId(), post.state());
		return post;
	}

	/** What not everybody may see stays in the database, and so do long texts. */
	private static boolean mayBeKept(Post post) {
		return post.state().isListed() && post.body().length() <= SHORT;
	}

	/** Where nodes read for each other, one of them has perhaps read it; then there is only what the viewer has marked. */
	private Post cached(long id, Viewer viewer) {
		if (!values.areShared() || TransactionSynchronizationManager.isActualTransactionActive()) {
			return written(id, viewer);
		}
		var post = values.get("post:" + id, Ends.byEntriesOf(new Subject("post", id)), SharedCache.HOLDS, POST,
				() -> written(id, Viewer.ANYBODY), PostReading::mayBeKept);
		return viewer.isMember() ? marks.onPosts(viewer, List.of(id)).on(post) : post;
	}

	/** The same for whoever has just written it, even if it is held back from everybody. */
	Post written(long id, Viewer viewer) {
		var row = jdbc
				.sql("""
						select %s, octet_length(v.body) as bytes, case when octet_length(v.body) <= :short then v.body else '' end as body
						from post p %s where p.id = :id
						"""
						.formatted(Post.COLUMNS, Post.JOINS))
				.param("id", id).param("viewer", viewer.id()).param("short", SHORT)
				.query((each, number) -> new Row(Post.read(each, number), each.getInt("bytes"))).optional()
				.orElseThrow(Problem::notFound);
		RequestMemory.hold(2L * row.bytes());
		return row.bytes() <= SHORT ? row.post() : row.post().with(body(row.post()));
	}

	private String body(Post post) {
		return jdbc.sql("select body from post_version where post_id = :id and version = :version").param("id", post.id())
				.param("version", post.version()).query(String.class).single();
	}

	/** The same, and nobody else changes it before the caller's transaction ends. */
	Post lock(long id, Viewer viewer) {
		jdbc.sql("select id from post where id = :id for no key update").param("id", id).query().listOfRows();
		return get(id, viewer);
	}

	/** Reads it and counts a view; a published post has views, a draft or a hidden one has not. */
	public Post view(long id, Viewer viewer) {
		var post = get(id, viewer);
		return post.state().isListed() ? post.withMoreViews(views.count(new Subject("post", id))) : post;
	}
}
