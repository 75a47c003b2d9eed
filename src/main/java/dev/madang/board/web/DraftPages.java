package dev.madang.board.web;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.PostReading;
import dev.madang.media.FormUploads;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What the editor asks for while a post is written: a preview, a book or film, a picture, tags. */
@Controller
@Allow(Role.MEMBER)
class DraftPages {

	private final PostReading reading;

	private final PostEditor editor;

	private final Markdown markdown;

	private final FormUploads uploads;

	private final TagIdeas tagIdeas;

	private final Limits limits;

	DraftPages(PostReading reading, PostEditor editor, Markdown markdown, FormUploads uploads, TagIdeas tagIdeas,
			Limits limits) {
		this.reading = reading;
		this.editor = editor;
		this.markdown = markdown;
		this.uploads = uploads;
		this.tagIdeas = tagIdeas;
		this.limits = limits;
	}

	@PostMapping("/write/preview")
	ModelAndView preview(Page page, @ModelAttribute DraftFields fields, DraftPictures shown,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		return withChosen(picture, draft(page, fields, shown), page, response,
				draft -> editor.view(page, draft).addObject("preview", markdown.toHtml(draft.body())));
	}

	/** Looks for the book or film that the text is about; with script only what is found comes back. */
	@PostMapping("/write/item")
	ModelAndView item(Page page, @ModelAttribute DraftFields fields, DraftPictures shown,
			@RequestParam(defaultValue = "") String sought,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		return withChosen(picture, draft(page, fields, shown), page, response, draft -> editor.view(page, draft, sought));
	}

	/** Takes a picture along with the form, where no script sends it, and puts it at the end of the text. */
	@PostMapping("/write/pictures")
	ModelAndView picture(Page page, @ModelAttribute DraftFields fields, DraftPictures shown,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var draft = draft(page, fields, shown);
		try {
			return editor.view(page, draft.with(uploads.take(page.viewer(), picture)));
		}
		catch (Problem problem) {
			return editor.refused(page, draft, problem, response);
		}
	}

	/** Tags that suit what is written so far. */
	@PostMapping("/write/tags")
	ModelAndView tagIdeas(Page page, @RequestParam(defaultValue = "") String category,
			@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String body) {
		limits.take("tag-suggestions", String.valueOf(page.viewer().id()), 60, Duration.ofMinutes(1));
		return page.view("board/tagIdeas", "tags", tagIdeas.of(category, title, Forms.lines(body), page.viewer()).names());
	}

	private Draft draft(Page page, DraftFields fields, DraftPictures shown) {
		var id = fields.postId();
		return fields.draft(id == 0 || "draft".equals(reading.get(id, page.viewer()).status()), shown);
	}

	/** The editor with a file that was chosen; or as it was, with why the file is refused. */
	private ModelAndView withChosen(@Nullable MultipartFile picture, Draft draft, Page page, HttpServletResponse response,
			Function<Draft, ModelAndView> view) throws IOException {
		try {
			return view.apply(editor.withChosen(picture, draft, page));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view.apply(draft).addObject("problem", problem);
		}
	}
}
