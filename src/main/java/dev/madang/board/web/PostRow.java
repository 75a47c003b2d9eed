package dev.madang.board.web;

import java.util.List;

import dev.madang.board.BoardKind;
import dev.madang.board.Category;
import dev.madang.board.Post;
import dev.madang.board.RowExtras.Reply;
import dev.madang.media.Picture;
import org.jspecify.annotations.Nullable;

/**
 * A post in a list of a page.
 *
 * @param pictures of which the list shows the first
 * @param cover of the item that is reviewed, where there is a picture of it
 * @param answers how many comments of others a question has, answers to these not counted, a hundred for a hundred or more
 * @param reply the latest comment, with its excerpt as its body
 * @param isNew whether it was published since the viewer's last visit and has not been opened
 * @param newComments how many have come since the viewer last had the post before them
 */
public record PostRow(Post post, @Nullable Category board, String excerpt, List<Picture> pictures, @Nullable Picture cover,
		@Nullable Reply reply, int answers, boolean isNew, int newComments) {

	PostRow unread(boolean whole, int comments) {
		return new PostRow(post, board, excerpt, pictures, cover, reply, answers, whole, comments);
	}

	/** The name of its board. */
	public String category() {
		return board == null ? "" : board.name();
	}

	/** How its row looks: {@code review}, {@code question}, {@code pictures} or {@code text}. */
	public String shape() {
		if (post.item() != null && post.rating() != null) {
			return "review";
		}
		if (board != null && board.kind() == BoardKind.QUESTIONS) {
			return "question";
		}
		return pictures.size() > 1 ? "pictures" : "text";
	}
}
