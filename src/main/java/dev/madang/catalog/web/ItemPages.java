package dev.madang.catalog.web;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.catalog.Item;
import dev.madang.catalog.ItemSection;
import dev.madang.catalog.Items;
import dev.madang.catalog.Merging;
import dev.madang.catalog.Reading;
import dev.madang.catalog.ReadingForm;
import dev.madang.catalog.ReadingLog;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A book or film with its place in the viewer's reading list, and what other modules show of it. */
@Controller
@Allow(Role.ANY)
class ItemPages {

	private final Items items;

	private final ReadingLog readings;

	private final Merging merging;

	private final Markdown markdown;

	private final ItemMetadata metadata;

	private final List<ItemSection> sections;

	ItemPages(Items items, ReadingLog readings, Merging merging, Markdown markdown, ItemMetadata metadata,
			List<ItemSection> sections) {
		this.items = items;
		this.readings = readings;
		this.merging = merging;
		this.markdown = markdown;
		this.metadata = metadata;
		this.sections = sections;
	}

	@GetMapping("/items/{id}")
	@CachedForGuests
	ModelAndView item(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		var item = items.get(id);
		if (item.id() != id) {
			return new ModelAndView("redirect:/items/" + item.id());
		}
		var mine = page.viewer().isMember() ? readings.find(page.viewer(), id) : Optional.<Reading>empty();
		return view(page, item, sort, cursor, mine.map(ReadingEntry::of).orElse(ReadingEntry.EMPTY));
	}

	/** Puts it into one's log, or takes it out; what does not go with the state is left out. */
	@PostMapping("/items/{id}/reading")
	@Allow(Role.MEMBER)
	ModelAndView reading(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String status,
			@RequestParam(defaultValue = "") String startedOn, @RequestParam(defaultValue = "") String finishedOn,
			@RequestParam(required = false) @Nullable Integer rating, @RequestParam(defaultValue = "") String note,
			@RequestParam(defaultValue = "false") boolean remove, HttpServletResponse response) {
		if (remove) {
			readings.remove(page.viewer(), id);
			return new ModelAndView("redirect:/items/" + id);
		}
		try {
			readings.put(page.viewer(), id,
					new ReadingForm(status, "want".equals(status) || startedOn.isEmpty() ? null : startedOn,
							"read".equals(status) && !finishedOn.isEmpty() ? finishedOn : null, rating,
							note.replace("\r\n", "\n").replace('\r', '\n')));
			return new ModelAndView("redirect:/items/" + id);
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			var kept = new ReadingEntry(true, status, startedOn, finishedOn, rating == null ? 0 : rating, note);
			return view(page, items.get(id), null, null, kept).addObject("problem", problem);
		}
	}

	private ModelAndView view(Page page, Item item, @Nullable String sort, @Nullable String cursor, ReadingEntry mine) {
		return page.view("catalog/item", "item", item, "metadata", metadata.of(item), "about",
				markdown.toHtml(item.description()), "mine", mine, "merged",
				page.viewer().isModerator() ? merging.duplicatesOf(item.id()) : List.of(), "sections",
				sections.stream().map(section -> section.of(page, item, sort, cursor)).toList());
	}
}
