package dev.madang.market.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.follow.MemberCards;
import dev.madang.market.LikedProducts;
import dev.madang.market.Product;
import dev.madang.market.ProductLists;
import dev.madang.market.ProductQuery;
import dev.madang.market.ProductSuggestions;
import dev.madang.market.web.ProductView.Card;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The market, and what one member sells. */
@Controller
@Allow(Role.ANY)
class ProductListPages {

	private final ProductLists lists;

	private final ProductSuggestions suggestions;

	private final LikedProducts liked;

	private final MemberCards cards;

	private final ProductView view;

	ProductListPages(ProductLists lists, ProductSuggestions suggestions, LikedProducts liked, MemberCards cards,
			ProductView view) {
		this.liked = liked;
		this.view = view;
		this.lists = lists;
		this.suggestions = suggestions;
		this.cards = cards;
	}

	/** What is not as it should be is said at the form, which keeps it. */
	@GetMapping("/products")
	@CachedForGuests
	ModelAndView products(Page page, @ModelAttribute ProductQuery.Asked asked,
			@RequestParam(required = false) @Nullable String cursor, HttpServletResponse response) {
		var shown = Wanted.of(asked, page.viewer());
		if (shown.isReversed()) {
			response.setStatus(400);
			return mended(page, shown).addObject("wrongPrice", page.t("product.bad-range"));
		}
		try {
			var slice = slice(page, shown, Paging.of(null, cursor, null));
			return page.view("market/list", "shown", shown, "products", slice.items(), "more",
					shown.more(page, slice.nextCursor()));
		}
		catch (Problem problem) {
			if (problem.status() != 400 || cursor != null) {
				throw problem;
			}
			response.setStatus(problem.status());
			return problem.arguments().contains("minPrice") || problem.arguments().contains("maxPrice")
					? mended(page, shown).addObject("wrongPrice", page.t("product.bad-price"))
					: mended(page, shown).addObject("problem", problem);
		}
	}

	/** The form that is to be mended, without a list. */
	private static ModelAndView mended(Page page, Wanted shown) {
		return page.view("market/list", "shown", shown, "products", List.of(), "more", "");
	}

	/** @throws Problem 403 {@code hidden-products} who asks for those of others */
	private Slice<Product> listed(ProductQuery query, Viewer viewer) {
		try {
			return lists.slice(query, viewer);
		}
		catch (Problem problem) {
			throw "not-yours".equals(problem.code()) ? Problem.forbidden("hidden-products") : problem;
		}
	}

	private Slice<Card> slice(Page page, Wanted shown, Paging paging) {
		var viewer = page.viewer();
		if (shown.isRecommended() && viewer.isMember()) {
			return suggestions.of(viewer, paging).map(
					each -> view.card(each.product()).because(page.t("reason.product." + each.because())));
		}
		var products = shown.isLiked() && viewer.isMember()
				? liked.of(viewer, paging)
				: listed(ProductQuery.of(shown.asked(), paging), viewer);
		return products.map(view::card);
	}

	@GetMapping("/@{handle}/products")
	@CachedForGuests
	ModelAndView of(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String cursor) {
		var card = cards.of(handle, "products", page.viewer());
		var query = ProductQuery.of(new ProductQuery.Asked(null, status, card.member().handle(), null, null, null, null),
				Paging.of(null, cursor, null));
		var slice = listed(query, page.viewer());
		var address = card.path() + "/products?"
				+ (status == null ? "" : "status=" + page.encode(status) + "&") + "cursor=";
		return page.view("market/seller", "card", card, "products", slice.map(view::card).items(), "status",
				status == null ? "" : status, "more", slice.nextCursor() == null ? "" : address + slice.nextCursor());
	}
}
