package dev.madang.board.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.Post;
import dev.madang.board.PostReading;
import dev.madang.board.Posts;
import dev.madang.media.FormPictures;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Writing a post and editing it. A form that is refused comes back as it was, with what to mend. */
@Controller
@Allow(Role.MEMBER)
class WritePages {

	private final Posts posts;

	private final PostReading reading;

	private final Categories categories;

	private final PostEditor editor;

	private final FormPictures pictures;

	WritePages(Posts posts, PostReading reading, Categories categories, PostEditor editor, FormPictures pictures) {
		this.posts = posts;
		this.reading = reading;
		this.categories = categories;
		this.editor = editor;
		this.pictures = pictures;
	}

	@GetMapping("/write")
	ModelAndView write(Page page, @RequestParam(defaultValue = "") String category,
			@RequestParam(defaultValue = "0") long item, @RequestParam(defaultValue = "") String title,
			@RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String url) {
		return editor.view(page, Draft.empty(category, item).shared(title, text, url));
	}

	@PostMapping("/write")
	ModelAndView publish(Page page, @ModelAttribute DraftFields fields, DraftPictures shown,
			@RequestParam(defaultValue = "published") String status,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var draft = fields.draft(true, shown).at(0, 0);
		try {
			draft = editor.withChosen(picture, draft, page);
			describePictures(page, draft);
			return placeOf(posts.publish(page.viewer(), draft.form(status)));
		}
		catch (Problem problem) {
			return editor.refused(page, draft, problem, response);
		}
	}

	@GetMapping("/p/{id}/edit")
	ModelAndView edit(Page page, @PathVariable long id) {
		var post = reading.get(id, page.viewer());
		if (!page.viewer().is(post.authorId())) {
			throw Problem.forbidden("not-yours");
		}
		var category = categories.tree().find(post.categoryId()).map(Category::slug).orElse("");
		return editor.view(page, Draft.of(post, category));
	}

	@PostMapping("/p/{id}/edit")
	ModelAndView save(Page page, @PathVariable long id, @ModelAttribute DraftFields fields, DraftPictures shown,
			@RequestParam(defaultValue = "published") String status,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var post = reading.get(id, page.viewer());
		var draft = fields.draft("draft".equals(post.status()), shown).at(id, fields.seenVersion());
		try {
			draft = editor.withChosen(picture, draft, page);
			describePictures(page, draft);
			var form = draft.form(status);
			return placeOf(posts.edit(page.viewer(), id, before -> form, Etags.of(draft.version())));
		}
		catch (Problem problem) {
			return editor.refused(page, problem.status() == 412 ? draft.at(id, post.version()) : draft, problem, response);
		}
	}

	private void describePictures(Page page, Draft draft) {
		pictures.describe(page.viewer(), draft.shown().ids(), draft.shown().words());
	}

	/** The post, or where its author reads that it waits to be looked at. */
	private static ModelAndView placeOf(Post post) {
		return new ModelAndView(
				"hidden".equals(post.status()) ? "redirect:/settings/reports?said=held" : "redirect:/p/" + post.id());
	}
}
