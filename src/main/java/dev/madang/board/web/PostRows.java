package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Categories;
import dev.madang.board.Post;
import dev.madang.board.RowExtras;
import dev.madang.board.RowExtras.Reply;
import dev.madang.media.Media;
import dev.madang.media.Picture;
import dev.madang.platform.Markdown;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts posts into the rows of a page. */
@Component
public class PostRows {

	private final Categories categories;

	private final Markdown markdown;

	private final Media media;

	private final RowExtras extras;

	PostRows(Categories categories, Markdown markdown, Media media, RowExtras extras) {
		this.media = media;
		this.categories = categories;
		this.markdown = markdown;
		this.extras = extras;
	}

	public List<PostRow> of(List<Post> posts, Viewer viewer) {
		var tree = categories.tree();
		var found = extras.of(posts, viewer);
		return posts.stream().map(post -> {
			var extra = found.get(post.id());
			return new PostRow(post, tree.find(post.categoryId()).orElse(null), markdown.excerpt(post.body()),
					media.shown(post.pictures()), extra == null ? null : cover(extra),
					extra == null ? null : shortened(extra.reply()), extra == null ? 0 : extra.answers(), false, 0);
		}).toList();
	}

	private @Nullable Picture cover(RowExtras.Extra extra) {
		return extra.cover().isEmpty() ? null : media.shown(extra.cover().subList(0, 1)).getFirst();
	}

	private @Nullable Reply shortened(@Nullable Reply reply) {
		return reply == null ? null : new Reply(reply.id(), reply.author(), markdown.excerpt(reply.body()));
	}
}
