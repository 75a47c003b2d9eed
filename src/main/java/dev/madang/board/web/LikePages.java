package dev.madang.board.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.board.Comments;
import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.web.Allow;
import dev.madang.reaction.Likes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Likes of posts and comments. Every button is a form; with script it changes only itself. */
@Controller
@Allow(Role.MEMBER)
class LikePages {

	private final Likes likes;

	private final Comments comments;

	LikePages(Likes likes, Comments comments) {
		this.likes = likes;
		this.comments = comments;
	}

	@PostMapping("/p/{id}/like")
	ModelAndView like(Page page, @PathVariable long id, @RequestParam boolean on, HttpServletRequest request) {
		return liked(page, new Subject("post", id), on, "/p/" + id, "/p/" + id + "/like", request);
	}

	@PostMapping("/comment/{id}/like")
	ModelAndView likeComment(Page page, @PathVariable long id, @RequestParam boolean on, HttpServletRequest request) {
		var comment = comments.get(id, page.viewer());
		return liked(page, new Subject("comment", id), on, "/p/" + comment.postId() + "#c" + id, "/comment/" + id + "/like",
				request);
	}

	private ModelAndView liked(Page page, Subject subject, boolean on, String back, String address,
			HttpServletRequest request) {
		var state = on ? likes.like(page.viewer(), subject) : likes.unlike(page.viewer(), subject);
		return Forms.isFragment(request)
				? page.view("board/like", "address", address, "count", state.likeCount(), "liked", state.likedByMe(), "words",
						"comment".equals(subject.kind()))
				: new ModelAndView("redirect:" + back);
	}
}
