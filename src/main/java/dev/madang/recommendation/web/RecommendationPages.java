package dev.madang.recommendation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.madang.board.Post;
import dev.madang.board.web.PostRows;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.recommendation.FrontPage;
import dev.madang.recommendation.ItemSuggestions;
import dev.madang.recommendation.PostSuggestions;
import dev.madang.recommendation.Reasons;
import dev.madang.recommendation.Recommended;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of what one may like, posts and items, and the front page of everybody. */
@Controller
@Allow(Role.MEMBER)
class RecommendationPages {

	private final PostSuggestions posts;

	private final ItemSuggestions items;

	private final FrontPage frontPage;

	private final PostRows rows;

	private final Reasons reasons;

	RecommendationPages(PostSuggestions posts, ItemSuggestions items, FrontPage frontPage, PostRows rows, Reasons reasons) {
		this.posts = posts;
		this.items = items;
		this.frontPage = frontPage;
		this.rows = rows;
		this.reasons = reasons;
	}

	@GetMapping("/for-you")
	ModelAndView forYou(Page page, @RequestParam(required = false) @Nullable String cursor) {
		var slice = posts.forMember(page.viewer(), Paging.of(null, cursor, null));
		var shown = rows.of(slice.items().stream().map(Recommended::thing).toList(), page.viewer());
		List<ForYouRow> because = new ArrayList<>();
		for (int i = 0; i < shown.size(); i++) {
			because.add(new ForYouRow(shown.get(i), text(page, slice.items().get(i), "post")));
		}
		return page.view("recommendation/forYou", "rows", because, "more", more("/for-you", slice));
	}

	@GetMapping("/for-you/items")
	ModelAndView items(Page page, @RequestParam(required = false) @Nullable String cursor) {
		var slice = items.forMember(page.viewer(), Paging.of(null, cursor, null));
		return page.view("recommendation/items", "rows",
				slice.items().stream().map(each -> new ItemRow(each.thing(), text(page, each, "item"))).toList(), "more",
				more("/for-you/items", slice));
	}

	@GetMapping("/popular")
	@CachedForGuests
	@Allow(Role.ANY)
	ModelAndView popular(Page page, @RequestParam(required = false) @Nullable String cursor) {
		Slice<Post> slice = frontPage.slice(page.viewer(), Paging.of(null, cursor, null));
		return page.view("recommendation/popular", "rows", rows.of(slice.items(), page.viewer()), "more",
				more("/popular", slice));
	}

	private String text(Page page, Recommended<?> each, String thing) {
		return reasons.text(each.because(), thing, Locale.forLanguageTag(page.language()));
	}

	private static String more(String path, Slice<?> slice) {
		return slice.nextCursor() == null ? "" : path + "?cursor=" + slice.nextCursor();
	}
}
