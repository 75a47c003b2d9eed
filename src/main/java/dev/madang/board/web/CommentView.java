package dev.madang.board.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;

import dev.madang.board.Comment;
import dev.madang.member.Author;

/**
 * A comment on a page with what is below it.
 *
 * @param html its text, rendered and safe
 * @param unread whether it came after its reader had been here
 * @param replies those below it, as far as this part of the thread has them
 */
public record CommentView(Comment comment, String html, boolean unread, List<CommentView> replies) {

	/** Somebody who took part, and their first comment. */
	public record Participant(Author author, long commentId) {
	}

	/** Puts comments, which are in the order of their thread, below one another; what a part begins with may have no parent in it. */
	static List<CommentView> branches(List<CommentView> thread) {
		return branches(thread.listIterator(), 0);
	}

	private static List<CommentView> branches(ListIterator<CommentView> rest, int depth) {
		var branches = new ArrayList<CommentView>();
		while (rest.hasNext()) {
			var next = rest.next();
			if (next.comment.depth() < depth) {
				rest.previous();
				break;
			}
			branches.add(new CommentView(next.comment, next.html, next.unread, branches(rest, next.comment.depth() + 1)));
		}
		return branches;
	}

	/** How many are below it, and below those. */
	public int count() {
		return replies.size() + replies.stream().mapToInt(CommentView::count).sum();
	}

	/** Who wrote what everybody may read in it, each once, in the order in which they joined in. */
	static List<Participant> participants(List<CommentView> thread) {
		var found = new LinkedHashMap<Long, Participant>();
		thread.stream().map(CommentView::comment)
				.filter(comment -> !comment.removed() && !Author.isWithdrawn(comment.author().handle()))
				.forEach(comment -> found.putIfAbsent(comment.authorId(), new Participant(comment.author(), comment.id())));
		return List.copyOf(found.values());
	}
}
