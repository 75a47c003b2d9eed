package dev.madang.catalog.web;

import dev.madang.catalog.ItemLists;
import dev.madang.catalog.ItemQuery;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** All books and films. */
@Controller
@Allow(Role.ANY)
public class ItemListPages {

	private final ItemLists lists;

	ItemListPages(ItemLists lists) {
		this.lists = lists;
	}

	@GetMapping("/items")
	@CachedForGuests
	ModelAndView items(Page page, @RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		var query = ItemQuery.of(q, kind, sort == null && (q == null || q.isBlank()) ? "popular" : sort,
				Paging.of(null, cursor, null));
		var slice = lists.slice(query, page.viewer());
		var shown = new Shown(query.sought(), query.kinds().size() == 1 ? query.kinds().getFirst() : "", query.sortWord());
		return page.view("catalog/list", "items", slice.items(), "shown", shown, "more",
				slice.nextCursor() == null
						? ""
						: shown.address(page, shown.kind(), shown.sort()) + "&cursor=" + slice.nextCursor());
	}

	/** What is asked for: a part of a name, a kind or none, an order. */
	public record Shown(String what, String kind, String sort) {

		/** The same list of another kind, in another order. */
		public String address(Page page, String otherKind, String otherSort) {
			return "/items?sort=" + otherSort + (otherKind.isEmpty() ? "" : "&kind=" + otherKind)
					+ (what.isEmpty() ? "" : "&q=" + page.encode(what));
		}
	}
}
