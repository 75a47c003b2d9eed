package dev.madang.board.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.Categories;
import dev.madang.media.FormPictures;
import dev.madang.media.FormUploads;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a post is written or edited. */
@Component
class PostEditor {

	private final Categories categories;

	private final ItemChoices choices;

	private final FormPictures pictures;

	private final FormUploads uploads;

	PostEditor(Categories categories, ItemChoices choices, FormPictures pictures, FormUploads uploads) {
		this.categories = categories;
		this.choices = choices;
		this.pictures = pictures;
		this.uploads = uploads;
	}

	ModelAndView view(Page page, Draft draft) {
		return view(page, draft, "");
	}

	/** @param sought what was typed to find the book or film that the text is about */
	ModelAndView view(Page page, Draft draft, String sought) {
		return page.view("board/write", "draft", draft, "categories", categories.tree().writable(page.viewer()), "choice",
				choices.of(draft.itemId(), sought, page.viewer()), "pictures",
				pictures.of(page.viewer(), draft.shown().ids(), draft.shown().words()));
	}

	/** The form as it was, with what to mend. */
	ModelAndView refused(Page page, Draft draft, Problem problem, HttpServletResponse response) {
		response.setStatus(problem.status());
		return view(page, draft).addObject("problem", problem);
	}

	/** A file that was chosen and not yet added comes with the text, where no script has sent it. */
	Draft withChosen(@Nullable MultipartFile picture, Draft draft, Page page) throws IOException {
		return FormUploads.isChosen(picture) ? draft.with(uploads.take(page.viewer(), picture)) : draft;
	}
}
