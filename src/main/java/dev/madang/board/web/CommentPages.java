package dev.madang.board.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.Categories;
import dev.madang.board.Comment;
import dev.madang.board.Comments;
import dev.madang.board.PostReading;
import dev.madang.board.ReadMarks;
import dev.madang.board.ThreadPlaces;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finding a comment, writing one, editing it, deleting and restoring it. */
@Controller
@Allow(Role.MEMBER)
class CommentPages {

	private final Comments comments;

	private final PostReading reading;

	private final ThreadPlaces places;

	private final PostTexts texts;

	private final ReadMarks marks;

	private final Categories categories;

	CommentPages(Comments comments, PostReading reading, ThreadPlaces places, PostTexts texts, ReadMarks marks,
			Categories categories) {
		this.comments = comments;
		this.reading = reading;
		this.places = places;
		this.texts = texts;
		this.marks = marks;
		this.categories = categories;
	}

	@PostMapping("/p/{id}/comments")
	ModelAndView comment(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable Long parentId, HttpServletRequest request) {
		var comment = comments.add(page.viewer(), id, Forms.lines(body), parentId);
		if (comment.removed()) {
			return new ModelAndView("redirect:/settings/reports?said=held");
		}
		return Forms.isFragment(request) ? shown(page, comment) : new ModelAndView("redirect:" + places.of(comment));
	}

	/** A comment that was just sent, for the page on which it was written. */
	private ModelAndView shown(Page page, Comment comment) {
		var post = reading.get(comment.postId(), page.viewer());
		var moderates = categories.tree().isModeratedBy(post.categoryId(), page.viewer());
		marks.added(page.viewer(), post.id(), post.commentCount());
		return page.view("board/comment", "view", new CommentView(comment, texts.of(comment, moderates), false, List.of()),
				"open",
				true, "moderates", moderates, "postAuthor", post.authorId());
	}

	/** Leads to a comment, on whichever part of its thread it is. */
	@GetMapping("/comment/{id}")
	@Allow(Role.ANY)
	String place(Page page, @PathVariable long id) {
		return "redirect:" + places.of(comments.get(id, page.viewer()));
	}

	@GetMapping("/comment/{id}/edit")
	ModelAndView editComment(Page page, @PathVariable long id) {
		var comment = comments.get(id, page.viewer());
		if (!page.viewer().is(comment.authorId())) {
			throw Problem.forbidden("not-yours");
		}
		return page.view("board/editComment", "comment", comment, "body", comment.body());
	}

	@PostMapping("/comment/{id}/edit")
	ModelAndView saveComment(Page page, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
			@RequestParam(defaultValue = "") String body, HttpServletResponse response) {
		try {
			var comment = comments.edit(page.viewer(), id, before -> Forms.lines(body), Etags.of(version));
			return new ModelAndView(comment.removed()
					? "redirect:/settings/reports?said=held"
					: "redirect:/p/" + comment.postId() + "#c" + id);
		}
		catch (Problem problem) {
			var comment = comments.get(id, page.viewer());
			response.setStatus(problem.status());
			return page.view("board/editComment", "comment", comment, "body", body, "problem", problem);
		}
	}

	@PostMapping("/comment/{id}/delete")
	String deleteComment(Page page, @PathVariable long id) {
		var comment = comments.get(id, page.viewer());
		comments.remove(page.viewer(), id, null);
		return "redirect:/p/" + comment.postId() + "#talk";
	}

	@PostMapping("/comment/{id}/restore")
	String restoreComment(Page page, @PathVariable long id) {
		return "redirect:/p/" + comments.restore(page.viewer(), id).postId() + "#c" + id;
	}
}
