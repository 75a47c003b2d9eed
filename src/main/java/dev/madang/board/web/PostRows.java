package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.Post;
import dev.madang.media.Media;
import dev.madang.platform.Markdown;
import org.springframework.stereotype.Component;

/** Puts posts into the rows of a page. */
@Component
public class PostRows {

	private final Categories categories;

	private final Markdown markdown;

	private final Media media;

	PostRows(Categories categories, Markdown markdown, Media media) {
		this.media = media;
		this.categories = categories;
		this.markdown = markdown;
	}

	public List<PostRow> of(List<Post> posts) {
		var tree = categories.tree();
		return posts.stream().map(post -> new PostRow(post, tree.find(post.categoryId()).map(Category::name).orElse(""),
				markdown.excerpt(post.body()), media.shown(post.pictures()))).toList();
	}
}
