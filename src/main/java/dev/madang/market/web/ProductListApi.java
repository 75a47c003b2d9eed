package dev.madang.market.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.market.LikedProducts;
import dev.madang.market.ProductLists;
import dev.madang.market.ProductQuery;
import dev.madang.market.ProductSuggestions;
import dev.madang.market.Suggested;
import dev.madang.member.Members;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Languages;
import dev.madang.platform.web.ListOf;
import dev.madang.platform.web.Viewers;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of products. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.ANY)
@Tag(name = "Market")
class ProductListApi {

	private final ProductLists lists;

	private final ProductSuggestions suggestions;

	private final LikedProducts liked;

	private final Members members;

	private final ProductView view;

	private final MessageSource messages;

	ProductListApi(ProductLists lists, ProductSuggestions suggestions, LikedProducts liked, Members members, ProductView view,
			MessageSource messages) {
		this.liked = liked;
		this.lists = lists;
		this.suggestions = suggestions;
		this.members = members;
		this.view = view;
		this.messages = messages;
	}

	/**
	 * Lists products that are not hidden: by cursor, or by page number with a total.
	 *
	 * @param q a part of the name; white space does not matter
	 * @param status on_sale or sold_out; hidden for moderators and of oneself
	 * @param seller a handle, or me
	 * @param minPrice in major units of the currency, which must be given with it; likewise maxPrice
	 * @param currency a code of ISO 4217
	 * @param sort latest, popular, or price: the cheapest first, of a currency
	 */
	@GetMapping("/products")
	@CachedForGuests
	@ListOf(ProductJson.class)
	Object list(@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String seller, @RequestParam(required = false) @Nullable String minPrice,
			@RequestParam(required = false) @Nullable String maxPrice,
			@RequestParam(required = false) @Nullable String currency, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer page, Viewer viewer) {
		var query = ProductQuery.of(
				new ProductQuery.Asked(q, status, seller == null ? null : Viewers.own(seller, viewer), minPrice,
						maxPrice, currency, sort),
				Paging.of(limit, cursor, page));
		if (!query.paging().isNumbered()) {
			return slice(query, viewer);
		}
		var numbered = lists.numbered(query, viewer);
		return new Numbered<>(view.rows(numbered.items(), viewer), numbered.page(), numbered.size(), numbered.total(),
				numbered.totalIsAtLeast());
	}

	/** What somebody sells, newest first. */
	@GetMapping("/users/{handle}/products")
	@CachedForGuests
	Slice<ProductJson> of(@PathVariable String handle, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		var seller = members.get(Viewers.own(handle, viewer)).handle();
		return slice(ProductQuery.of(new ProductQuery.Asked(null, status, seller, null, null, null, null),
				Paging.of(limit, cursor, null)), viewer);
	}

	/** By whom one follows and by who likes the same; popular and new ones else. */
	@GetMapping("/products/recommended")
	@Allow(Role.MEMBER)
	Slice<SuggestedJson> recommended(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer, HttpServletRequest request) {
		var suggested = suggestions.of(viewer, Paging.of(limit, cursor, null));
		var rows = view.rows(suggested.items().stream().map(Suggested::product).toList(), viewer).iterator();
		return suggested.map(each -> new SuggestedJson(rows.next(), reason(each.because(), request)));
	}

	/** What one likes oneself, the latest like first. */
	@GetMapping("/products/liked")
	@Allow(Role.MEMBER)
	Slice<ProductJson> liked(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		var slice = liked.of(viewer, Paging.of(limit, cursor, null));
		return new Slice<>(view.rows(slice.items(), viewer), slice.nextCursor());
	}

	private SuggestedJson.Reason reason(String because, HttpServletRequest request) {
		return new SuggestedJson.Reason(because,
				messages.getMessage("reason.product." + because, null, Languages.of(request)));
	}

	private Slice<ProductJson> slice(ProductQuery query, Viewer viewer) {
		var slice = lists.slice(query, viewer);
		return new Slice<>(view.rows(slice.items(), viewer), slice.nextCursor());
	}
}
