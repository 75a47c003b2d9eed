package dev.madang.board.web;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.Comments;
import dev.madang.board.Post;
import dev.madang.board.PostReading;
import dev.madang.board.Posts;
import dev.madang.media.FormPictures;
import dev.madang.media.FormUploads;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Writing and editing. A form that is refused comes back as it was, with what to mend. */
@Controller
@Allow(Role.MEMBER)
class WritePages {

	private final Posts posts;

	private final PostReading reading;

	private final Comments comments;

	private final Categories categories;

	private final Markdown markdown;

	private final ItemChoices choices;

	private final TagIdeas tagIdeas;

	private final Limits limits;

	private final FormPictures pictures;

	private final FormUploads uploads;

	WritePages(Posts posts, PostReading reading, Comments comments, Categories categories, Markdown markdown,
			ItemChoices choices,
			TagIdeas tagIdeas, Limits limits, FormPictures pictures, FormUploads uploads) {
		this.pictures = pictures;
		this.uploads = uploads;
		this.choices = choices;
		this.posts = posts;
		this.reading = reading;
		this.comments = comments;
		this.categories = categories;
		this.markdown = markdown;
		this.tagIdeas = tagIdeas;
		this.limits = limits;
	}

	@GetMapping("/write")
	ModelAndView write(Page page, @RequestParam(defaultValue = "") String category,
			@RequestParam(defaultValue = "0") long item) {
		return editor(page, Draft.empty(category, item), "", null);
	}

	@PostMapping("/write")
	ModelAndView publish(Page page, DraftPictures shown, @RequestParam(defaultValue = "") String category,
			@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String body,
			@RequestParam(defaultValue = "") String tags, @RequestParam(defaultValue = "0") long itemId,
			@RequestParam(required = false) @Nullable Integer rating,
			@RequestParam(defaultValue = "published") String status,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var draft = draft(0, 0, category, title, body, tags, itemId, rating, true, shown);
		try {
			draft = with(picture, draft, page);
			pictures.describe(page.viewer(), draft.shown().ids(), draft.shown().words());
			return placeOf(posts.publish(page.viewer(), draft.form(status)));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return editor(page, draft, "", problem);
		}
	}

	/** Tags that suit what is written so far. */
	@PostMapping("/write/tags")
	ModelAndView tagIdeas(Page page, @RequestParam(defaultValue = "") String category,
			@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String body) {
		limits.take("tag-suggestions", String.valueOf(page.viewer().id()), 60, Duration.ofMinutes(1));
		return page.view("board/tagIdeas", "tags", tagIdeas.of(category, title, Forms.lines(body), page.viewer()).names());
	}

	@PostMapping("/write/preview")
	ModelAndView preview(Page page, DraftPictures shown, @RequestParam(defaultValue = "0") long id,
			@RequestParam(defaultValue = "0") int version,
			@RequestParam(defaultValue = "") String category, @RequestParam(defaultValue = "") String title,
			@RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String tags,
			@RequestParam(defaultValue = "0") long itemId, @RequestParam(required = false) @Nullable Integer rating,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var unpublished = id == 0 || "draft".equals(reading.get(id, page.viewer()).status());
		var draft = draft(id, version, category, title, body, tags, itemId, rating, unpublished, shown);
		return taking(picture, draft, page, response, taken -> editor(page, taken, markdown.toHtml(taken.body()), null));
	}

	/** Looks for the book or film that the text is about; with script only what is found comes back. */
	@PostMapping("/write/item")
	ModelAndView item(Page page, DraftPictures shown, @RequestParam(defaultValue = "0") long id,
			@RequestParam(defaultValue = "0") int version,
			@RequestParam(defaultValue = "") String category, @RequestParam(defaultValue = "") String title,
			@RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String tags,
			@RequestParam(defaultValue = "0") long itemId, @RequestParam(required = false) @Nullable Integer rating,
			@RequestParam(defaultValue = "") String sought,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var unpublished = id == 0 || "draft".equals(reading.get(id, page.viewer()).status());
		var draft = draft(id, version, category, title, body, tags, itemId, rating, unpublished, shown);
		return taking(picture, draft, page, response,
				taken -> editor(page, taken, "", null).addObject("choice", choices.of(itemId, sought, page.viewer())));
	}

	/** The post, or where its author reads that it waits to be looked at. */
	private static ModelAndView placeOf(Post post) {
		return new ModelAndView(
				"hidden".equals(post.status()) ? "redirect:/settings/reports?said=held" : "redirect:/p/" + post.id());
	}

	/** Takes a picture along with the form, where no script sends it, and puts it at the end of the text. */
	@PostMapping("/write/pictures")
	ModelAndView picture(Page page, DraftPictures shown, @RequestParam(defaultValue = "0") long id,
			@RequestParam(defaultValue = "0") int version, @RequestParam(defaultValue = "") String category,
			@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String body,
			@RequestParam(defaultValue = "") String tags, @RequestParam(defaultValue = "0") long itemId,
			@RequestParam(required = false) @Nullable Integer rating,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var unpublished = id == 0 || "draft".equals(reading.get(id, page.viewer()).status());
		var draft = draft(id, version, category, title, body, tags, itemId, rating, unpublished, shown);
		try {
			return editor(page, draft.with(uploads.take(page.viewer(), picture)), "", null);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return editor(page, draft, "", problem);
		}
	}

	@GetMapping("/p/{id}/edit")
	ModelAndView edit(Page page, @PathVariable long id) {
		var post = reading.get(id, page.viewer());
		if (!page.viewer().is(post.authorId())) {
			throw Problem.forbidden("not-yours");
		}
		return editor(page, Draft.of(post, categories.tree().find(post.categoryId()).map(Category::slug).orElse("")), "", null);
	}

	@PostMapping("/p/{id}/edit")
	ModelAndView save(Page page, DraftPictures shown, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
			@RequestParam(defaultValue = "") String category, @RequestParam(defaultValue = "") String title,
			@RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String tags,
			@RequestParam(defaultValue = "0") long itemId, @RequestParam(required = false) @Nullable Integer rating,
			@RequestParam(defaultValue = "published") String status,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var post = reading.get(id, page.viewer());
		var draft = draft(id, version, category, title, body, tags, itemId, rating, "draft".equals(post.status()),
				shown);
		try {
			draft = with(picture, draft, page);
			pictures.describe(page.viewer(), draft.shown().ids(), draft.shown().words());
			var form = draft.form(status);
			return placeOf(posts.edit(page.viewer(), id, before -> form, Etags.of(version)));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return editor(page, problem.status() == 412
					? draft(id, post.version(), category, title, draft.body(), tags, itemId, rating,
							draft.unpublished(), draft.shown())
					: draft, "", problem);
		}
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

	/** The editor with a file that was chosen; or as it was, with why the file is refused. */
	private ModelAndView taking(@Nullable MultipartFile picture, Draft draft, Page page, HttpServletResponse response,
			Function<Draft, ModelAndView> editor) throws IOException {
		try {
			return editor.apply(with(picture, draft, page));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return editor.apply(draft).addObject("problem", problem);
		}
	}

	/** A file that was chosen and not yet added comes with the text, where no script has sent it. */
	private Draft with(@Nullable MultipartFile picture, Draft draft, Page page) throws IOException {
		return FormUploads.isChosen(picture) ? draft.with(uploads.take(page.viewer(), picture)) : draft;
	}

	private static Draft draft(long id, int version, String category, String title, String body, String tags, long itemId,
			@Nullable Integer rating, boolean unpublished, DraftPictures shown) {
		return new Draft(id, version, category, title, Forms.lines(body), tags, itemId, rating == null ? 0 : rating,
				unpublished, shown);
	}

	private ModelAndView editor(Page page, Draft draft, String preview, @Nullable Problem problem) {
		var view = page.view("board/write", "draft", draft, "categories", categories.tree().writable(page.viewer()), "preview",
				preview, "choice", choices.of(draft.itemId(), "", page.viewer()), "pictures",
				pictures.of(page.viewer(), draft.shown().ids(), draft.shown().words()));
		return problem == null ? view : view.addObject("problem", problem);
	}
}
