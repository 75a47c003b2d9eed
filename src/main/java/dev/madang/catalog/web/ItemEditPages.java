package dev.madang.catalog.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.catalog.BookLookup;
import dev.madang.catalog.Item;
import dev.madang.catalog.ItemForm;
import dev.madang.catalog.Items;
import dev.madang.catalog.Merging;
import dev.madang.media.FormPictures;
import dev.madang.media.FormUploads;
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

/** Adding a book or film; and for moderators, mending one and making one of two. */
@Controller
@Allow(Role.MODERATOR)
class ItemEditPages {

	private final Items items;

	private final Merging merging;

	private final BookLookup lookup;

	private final FormUploads uploads;

	private final FormPictures pictures;

	ItemEditPages(Items items, Merging merging, BookLookup lookup, FormUploads uploads,
			FormPictures pictures) {
		this.pictures = pictures;
		this.uploads = uploads;
		this.items = items;
		this.merging = merging;
		this.lookup = lookup;
	}

	/** The form of a new one, filled from a catalogue where an ISBN is given. */
	@GetMapping("/items/new")
	@Allow(Role.MEMBER)
	ModelAndView add(Page page, @RequestParam(required = false) @Nullable String title,
			@RequestParam(defaultValue = "") String isbn, HttpServletResponse response) {
		if (isbn.isBlank()) {
			return form(page, ItemEntry.empty(title)).addObject("isbn", "");
		}
		try {
			var book = lookup.find(page.viewer(), isbn);
			return book.itemId() != null
					? new ModelAndView("redirect:/items/" + book.itemId())
					: form(page, ItemEntry.of(ItemForm.of(book), 0)).addObject("isbn", isbn).addObject("found", true);
		}
		catch (Problem problem) {
			response.setStatus(problem.status() == 404 ? 200 : problem.status());
			var entry = new ItemEntry("book", ItemEntry.empty(title).title(), "", isbn, "", "", "", "", 0);
			return form(page, entry).addObject("isbn", isbn).addObject("problem", problem);
		}
	}

	@PostMapping("/items/new")
	@Allow(Role.MEMBER)
	ModelAndView store(Page page, @ModelAttribute Filled filled, HttpServletResponse response) {
		try {
			return new ModelAndView("redirect:/items/" + items.add(page.viewer(), filled.entry().form()).id());
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return form(page, filled.entry()).addObject("isbn", "").addObject("problem", problem);
		}
	}

	@GetMapping("/items/{id}/edit")
	ModelAndView edit(Page page, @PathVariable long id) {
		var item = items.get(id);
		return edited(page, item, ItemEntry.of(item));
	}

	/** @param picture a file for the cover; without one, the cover stays, or is what was sent before the form was refused */
	@PostMapping("/items/{id}/edit")
	ModelAndView save(Page page, @PathVariable long id, @ModelAttribute Filled filled,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var cover = filled.coverId();
		try {
			if (FormUploads.isChosen(picture)) {
				cover = uploads.take(page.viewer(), picture).id();
			}
			var chosen = cover;
			items.edit(page.viewer(), id, before -> filled.entry().form().covered(chosen == null ? before.coverId() : chosen),
					Etags.of(filled.entry().version()));
			return new ModelAndView("redirect:/items/" + id);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return edited(page, items.get(id), filled.entry()).addObject("problem", problem).addObject("covers",
					cover == null ? List.of() : pictures.of(page.viewer(), List.of(cover), Map.of()));
		}
	}

	/** @param into an id, or the address of the item that stays */
	@PostMapping("/items/{id}/merge")
	ModelAndView merge(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String into,
			HttpServletResponse response) {
		try {
			var number = into.strip().replaceFirst("^.*/items/", "");
			if (!number.matches("\\d{1,18}")) {
				throw Problem.invalid("into", "unknown-item");
			}
			return new ModelAndView("redirect:/items/" + merging.merge(page.viewer(), id, Long.parseLong(number)).id());
		}
		catch (Problem problem) {
			var item = items.get(id);
			response.setStatus(problem.status());
			return edited(page, item, ItemEntry.of(item)).addObject("into", into).addObject("problem", problem);
		}
	}

	@PostMapping("/items/{id}/unmerge")
	String unmerge(Page page, @PathVariable long id) {
		return "redirect:/items/" + merging.unmerge(page.viewer(), id).id();
	}

	private ModelAndView form(Page page, ItemEntry entry) {
		return page.view("catalog/edit", "entry", entry, "asks", lookup.asksOutside());
	}

	private ModelAndView edited(Page page, Item item, ItemEntry entry) {
		return page.view("catalog/edit", "entry", entry, "item", item, "merged", merging.duplicatesOf(item.id()));
	}

	/** A form as it comes from a browser, where any field may be missing. */
	record Filled(@Nullable String kind, @Nullable String title, @Nullable String creators, @Nullable String isbn13,
			@Nullable String publishedOn, @Nullable String language, @Nullable String description, @Nullable String coverUrl,
			@Nullable Integer version, @Nullable Long coverId) {

		ItemEntry entry() {
			return new ItemEntry(or(kind), or(title), or(creators), or(isbn13), or(publishedOn), or(language), or(description),
					or(coverUrl), version == null ? 0 : version);
		}

		private static String or(@Nullable String text) {
			return text == null ? "" : text;
		}
	}
}
