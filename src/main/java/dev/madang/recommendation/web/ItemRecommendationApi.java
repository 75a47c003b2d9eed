package dev.madang.recommendation.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.board.Post;
import dev.madang.catalog.Items;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Languages;
import dev.madang.recommendation.ItemSuggestions;
import dev.madang.recommendation.Reasons;
import dev.madang.recommendation.Recommended;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Books and films that somebody may like next, and which belong together. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.MEMBER)
@Tag(name = "Recommendations")
class ItemRecommendationApi {

	private final ItemSuggestions items;

	private final Items catalogue;

	private final Reasons reasons;

	ItemRecommendationApi(ItemSuggestions items, Items catalogue, Reasons reasons) {
		this.items = items;
		this.catalogue = catalogue;
		this.reasons = reasons;
	}

	@GetMapping("/recommendations/items")
	Slice<RecommendedItem> items(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer, HttpServletRequest request) {
		return items.forMember(viewer, Paging.of(limit, cursor, null)).map(each -> item(each, "item", request));
	}

	/** At most a hundred; there is no further part. */
	@GetMapping("/items/{id}/related")
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<RecommendedItem> relatedItems(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			HttpServletRequest request) {
		List<Recommended<Post.Item>> found = items.relatedTo(catalogue.get(id).id(), Paging.of(limit, null, null).limit());
		return new Slice<>(found.stream().map(each -> item(each, "related", request)).toList(), null);
	}

	private RecommendedItem item(Recommended<Post.Item> each, String thing, HttpServletRequest request) {
		return new RecommendedItem(each.thing(), new ReasonJson(each.because().kind(),
				reasons.text(each.because(), thing, Languages.of(request))));
	}
}
