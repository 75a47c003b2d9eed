package dev.madang.board;

import dev.madang.counter.Views;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one post, with one statement. */
@Component
public class PostReading {

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final Views views;

	PostReading(JdbcClient jdbc, PostRules rules, Views views) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.views = views;
	}

	/** @throws Problem 404 if it is not there, or not the viewer's to know of */
	public Post get(long id, Viewer viewer) {
		var post = written(id, viewer);
		rules.requireSeen(viewer, post.categoryId(), post.authorId(), post.status());
		return post;
	}

	/** The same for whoever has just written it, even if it is held back from everybody. */
	Post written(long id, Viewer viewer) {
		var post = jdbc.sql("select " + Post.COLUMNS + ", v.body from post p " + Post.JOINS + " where p.id = :id")
				.param("id", id).param("viewer", viewer.id()).query(Post::read).optional().orElseThrow(Problem::notFound);
		RequestMemory.hold(2L * post.body().length());
		return post;
	}

	/** Reads it and counts a view; a published post has views, a draft or a hidden one has not. */
	public Post view(long id, Viewer viewer) {
		var post = get(id, viewer);
		return "published".equals(post.status()) ? post.withMoreViews(views.count(new Subject("post", id))) : post;
	}
}
