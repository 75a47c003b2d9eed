package dev.madang.board.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.catalog.Item;
import dev.madang.catalog.Items;
import dev.madang.catalog.Merging;
import dev.madang.catalog.Reading;
import dev.madang.catalog.ReadingForm;
import dev.madang.catalog.ReadingLog;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A book or film with what members wrote about it, and its place in one's own log. */
@Controller
@Allow(Role.ANY)
public class ItemPages {

	private final Items items;

	private final PostLists lists;

	private final PostRows rows;

	private final ReadingLog readings;

	private final Merging merging;

	private final Markdown markdown;

	private final StructuredData structuredData;

	ItemPages(Items items, PostLists lists, PostRows rows, ReadingLog readings, Merging merging, Markdown markdown,
			StructuredData structuredData) {
		this.structuredData = structuredData;
		this.items = items;
		this.lists = lists;
		this.rows = rows;
		this.readings = readings;
		this.merging = merging;
		this.markdown = markdown;
	}

	@GetMapping("/items/{id}")
	ModelAndView item(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		var item = items.get(id);
		if (item.id() != id) {
			return new ModelAndView("redirect:/items/" + item.id());
		}
		var mine = page.viewer().isMember()
				? readings.find(page.viewer(), id).map(ReadingEntry::of)
				: Optional.<ReadingEntry>empty();
		return view(page, item, sort, cursor, mine.orElse(ReadingEntry.EMPTY));
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
							"read".equals(status) && !finishedOn.isEmpty() ? finishedOn : null, rating, Forms.lines(note)));
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
		var query = PostQuery.of(null, null, null, item.id(), null, sort, Paging.of(null, cursor, null));
		var slice = lists.slice(query, page.viewer());
		var order = query.sort().name().toLowerCase(Locale.ROOT);
		var address = "/items/" + item.id();
		var more = address + "?" + ("latest".equals(order) ? "" : "sort=" + order + "&") + "cursor=";
		return page.view("board/item", "item", item, "metadata", structuredData.of(item), "about",
				markdown.toHtml(item.description()), "mine", mine, "merged",
				page.viewer().isModerator() ? merging.duplicatesOf(item.id()) : List.of(), "list",
				new ListView(address, item.title(), "", "", "", order, rows.of(slice.items()),
						slice.nextCursor() == null ? "" : more + slice.nextCursor()));
	}

	/**
	 * What the form of one's own log holds.
	 *
	 * @param rating 0 for none
	 */
	public record ReadingEntry(boolean kept, String status, String startedOn, String finishedOn, int rating, String note) {

		static final ReadingEntry EMPTY = new ReadingEntry(false, "", "", "", 0, "");

		static ReadingEntry of(Reading reading) {
			var rating = reading.rating();
			return new ReadingEntry(true, reading.status(), reading.startedOn() == null ? "" : reading.startedOn().toString(),
					reading.finishedOn() == null ? "" : reading.finishedOn().toString(), rating == null ? 0 : rating,
					reading.note());
		}
	}
}
