package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Comment;
import dev.madang.board.Post;
import dev.madang.media.Media;
import dev.madang.media.Picture;
import dev.madang.page.Metadata;
import dev.madang.platform.Markdown;
import org.springframework.stereotype.Component;

/** The texts of a page as HTML, and the pictures that they do not show themselves. */
@Component
class PostTexts {

	private final Markdown markdown;

	private final Media media;

	private final PostMetadata metadata;

	PostTexts(Markdown markdown, Media media, PostMetadata metadata) {
		this.metadata = metadata;
		this.markdown = markdown;
		this.media = media;
	}

	/** A post's text, in which its own pictures have their sizes, so that nothing moves when they come. */
	String of(Post post) {
		var html = markdown.toHtml(post.body());
		for (var picture : media.shown(post.pictures())) {
			var feed = picture.feed();
			var source = "src=\"" + feed.url() + "\"";
			html = html.replace(source, source + " width=\"" + feed.width() + "\" height=\"" + feed.height() + "\"");
		}
		return html;
	}

	/** A comment's text; of one that is not shown, nothing. */
	String of(Comment comment, boolean moderates) {
		return comment.isShown(moderates) ? markdown.toHtml(comment.body()) : "";
	}

	/** What a post says of itself to others. */
	Metadata metadata(Post post) {
		return metadata.of(post);
	}

	/** Of what is hidden nobody gets the pictures. */
	List<Picture> gallery(Post post) {
		return "hidden".equals(post.status())
				? List.of()
				: media.shown(post.pictures().stream().filter(picture -> !post.body().contains(picture.key())).toList());
	}
}
