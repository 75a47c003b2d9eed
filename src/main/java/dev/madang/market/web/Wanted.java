package dev.madang.market.web;

import dev.madang.market.ProductQuery;
import dev.madang.page.Page;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to see of the market, as the page's form holds it: an empty text is nothing.
 *
 * @param sort latest, popular, price; recommended or liked, which are for a member and not narrowed
 */
public record Wanted(String q, String status, String minPrice, String maxPrice, String currency, String sort) {

	/** Prices are compared in a currency, on the page in won where none is chosen. */
	static Wanted of(ProductQuery.Asked asked) {
		var least = Texts.orEmpty(asked.minPrice()).replaceAll("[,\\s]", "");
		var most = Texts.orEmpty(asked.maxPrice()).replaceAll("[,\\s]", "");
		var currency = Texts.orEmpty(asked.currency());
		var sort = Texts.orEmpty(asked.sort());
		var compares = !least.isEmpty() || !most.isEmpty() || "price".equals(sort);
		return new Wanted(Texts.orEmpty(asked.q()), Texts.orEmpty(asked.status()), least, most,
				compares && currency.isEmpty() ? "KRW" : currency, sort.isEmpty() ? "latest" : sort);
	}

	ProductQuery.Asked asked() {
		return new ProductQuery.Asked(q, status, null, minPrice, maxPrice, currency, isOnesOwn() ? null : sort);
	}

	public boolean isRecommended() {
		return "recommended".equals(sort);
	}

	public boolean isLiked() {
		return "liked".equals(sort);
	}

	/** Whether it is a list of one's own, of which no filter leaves anything out. */
	public boolean isOnesOwn() {
		return isRecommended() || isLiked();
	}

	/** Whether anything narrows it. */
	public boolean isNarrowed() {
		return !(q + status + minPrice + maxPrice + currency).isBlank();
	}

	/** The same in another order. */
	public String sorted(Page page, String order) {
		return address(page, order);
	}

	String more(Page page, @Nullable String cursor) {
		return cursor == null ? "" : address(page, sort) + "&cursor=" + cursor;
	}

	private String address(Page page, String order) {
		return "/products?sort=" + order + (isOnesOwn() || "recommended".equals(order) || "liked".equals(order)
				? ""
				: part(page, "q", q) + part(page, "status", status) + part(page, "minPrice", minPrice)
						+ part(page, "maxPrice", maxPrice) + part(page, "currency", currency));
	}

	private static String part(Page page, String name, String value) {
		return value.isBlank() ? "" : "&" + name + "=" + page.encode(value);
	}
}
