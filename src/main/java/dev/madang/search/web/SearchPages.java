package dev.madang.search.web;

import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.search.Engine;
import dev.madang.search.Search;
import dev.madang.search.SearchKinds;
import dev.madang.search.SearchRequest;
import dev.madang.search.Suggestions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which one searches, and what is proposed while one types. */
@Controller
@Allow(Role.ANY)
class SearchPages {

	/** So many of each group are shown where all groups are. */
	private static final int SHOWN_OF_EACH = 5;

	private static final int SHOWN = 20;

	private final Search search;

	private final Suggestions suggestions;

	private final SearchKinds all;

	SearchPages(Search search, Suggestions suggestions, SearchKinds all) {
		this.all = all;
		this.search = search;
		this.suggestions = suggestions;
	}

	@GetMapping("/search")
	@CachedForGuests
	ModelAndView search(Page page, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String type,
			@RequestParam(defaultValue = "relevance") String sort, @RequestParam(required = false) @Nullable String cursor) {
		var view = page.view("search/search", "q", q, "type", type, "sort", sort, "kinds", all);
		if (q.isBlank()) {
			return view.addObject("answer", null).addObject("problem", null);
		}
		try {
			var kinds = all.parse(type);
			return view.addObject("problem", null).addObject("answer",
					search.find(new SearchRequest(q, kinds, null, null, null, null, null, null, sort(sort),
							SearchApi.blankAsNone(cursor), kinds.size() == 1 ? SHOWN : SHOWN_OF_EACH), page.viewer()));
		}
		catch (Problem problem) {
			if (problem.status() == 400 && cursor == null) {
				return view.addObject("answer", null).addObject("problem", problem);
			}
			throw problem;
		}
	}

	private static Engine.Sort sort(String sort) {
		return SearchApi.sort(sort);
	}

	/** Entries of a list below the field in which one types. */
	@GetMapping("/search/suggest")
	@CachedForGuests
	ModelAndView suggest(Page page, @RequestParam(defaultValue = "") String q) {
		return page.view("search/suggested", "suggested", suggestions.of(q, page.viewer()));
	}
}
