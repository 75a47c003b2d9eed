package dev.madang.board.web;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.Comments;
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

/** Writing a comment, editing it, deleting and restoring it. */
@Controller
@Allow(Role.MEMBER)
class CommentPages {

	private final Comments comments;

	CommentPages(Comments comments) {
		this.comments = comments;
	}

	@PostMapping("/p/{id}/comments")
	String comment(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable Long parentId) {
		var comment = comments.add(page.viewer(), id, Forms.lines(body), parentId);
		return comment.removed() ? "redirect:/settings/reports?said=held" : "redirect:/p/" + id + "#c" + comment.id();
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
