package dev.madang.board.web;

import dev.madang.board.Categories;
import dev.madang.board.PostHiding;
import dev.madang.board.PostReading;
import dev.madang.board.Posts;
import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** What is done with a post as a whole: it is deleted, pinned, locked, moved, restored. */
@Controller
@Allow(Role.MEMBER)
class PostActionPages {

	private final Posts posts;

	private final PostHiding hiding;

	private final PostReading reading;

	private final Categories categories;

	PostActionPages(Posts posts, PostHiding hiding, PostReading reading, Categories categories) {
		this.posts = posts;
		this.hiding = hiding;
		this.reading = reading;
		this.categories = categories;
	}

	@PostMapping("/p/{id}/delete")
	String delete(Page page, @PathVariable long id) {
		var post = reading.get(id, page.viewer());
		hiding.hide(page.viewer(), id, null);
		return categories.tree().isModeratedBy(post.categoryId(), page.viewer())
				? "redirect:/p/" + id
				: "redirect:/c/"
						+ UriUtils.encodePathSegment(categories.tree().find(post.categoryId()).orElseThrow().slug(), "UTF-8");
	}

	@PostMapping("/p/{id}/moderate")
	String moderate(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Boolean pinned,
			@RequestParam(required = false) @Nullable Boolean locked,
			@RequestParam(required = false) @Nullable String category, @RequestParam(defaultValue = "false") boolean restore) {
		if (restore) {
			hiding.restore(page.viewer(), id);
		}
		else {
			posts.arrange(page.viewer(), id, category, pinned, locked);
		}
		return "redirect:/p/" + id;
	}
}
