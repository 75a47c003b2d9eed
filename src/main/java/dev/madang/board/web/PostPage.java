package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Category;
import dev.madang.board.Post;
import dev.madang.catalog.Item;
import dev.madang.media.Picture;
import dev.madang.page.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * A post on its page with a part of its thread.
 *
 * @param item the book or film that it is about, with what others say of it
 * @param html its text, rendered and safe
 * @param path the categories from the top down to its own
 * @param more the address of the next part of the thread, or empty
 * @param metadata what it says of itself
 * @param moderates whether the viewer moderates where it stands
 * @param writable where a moderator could move it
 * @param gallery its pictures that the text does not itself show
 * @param people who took part in this part of the thread
 */
public record PostPage(Post post, @Nullable Item item, String html, List<Category> path, List<CommentView> thread, String more,
		Metadata metadata, boolean moderates, List<Category> writable, List<Picture> gallery,
		List<CommentView.Participant> people, Unread unread) {

	/**
	 * What came since its reader was here.
	 *
	 * @param address the first of it, or empty
	 */
	public record Unread(int count, String address) {

		static final Unread NOTHING = new Unread(0, "");
	}
}
