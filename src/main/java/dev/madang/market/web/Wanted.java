package dev.madang.market.web;

import java.math.BigDecimal;
import java.util.stream.Stream;

import dev.madang.market.ProductQuery;
import dev.madang.page.Page;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to see of the market, as the page's form holds it: an empty text is nothing.
 *
 * @param chosen the currency that somebody chose, also by the sign at a price
 * @param sort latest, popular, price; recommended or liked, which are for a member and not narrowed
 */
public record Wanted(String q, String status, String minPrice, String maxPrice, String chosen, String sort) {

	/** What a guest, or a filter, asks of a list of one's own, the whole market answers. */
	static Wanted of(ProductQuery.Asked asked, Viewer viewer) {
		var least = WrittenAmount.of(Texts.orEmpty(asked.minPrice()));
		var most = WrittenAmount.of(Texts.orEmpty(asked.maxPrice()));
		var signed = Stream.of(least, most).flatMap(each -> each.currencies().stream()).findFirst().orElse("");
		var currency = Texts.orEmpty(asked.currency());
		var chosen = currency.isEmpty() ? signed : currency;
		var sort = Texts.orEmpty(asked.sort());
		var wanted = new Wanted(Texts.orEmpty(asked.q()), Texts.orEmpty(asked.status()), typed(least, asked.minPrice(), chosen),
				typed(most, asked.maxPrice(), chosen), chosen, sort.isEmpty() ? "latest" : sort);
		return wanted.isOnesOwn() && (wanted.isNarrowed() || !viewer.isMember())
				? new Wanted(wanted.q, wanted.status, wanted.minPrice, wanted.maxPrice, chosen, "latest")
				: wanted;
	}

	/** Its number; or as it was typed, where that is none in the chosen currency. */
	private static String typed(WrittenAmount amount, @Nullable String typed, String currency) {
		return amount.isNumber() && amount.suits(currency) ? amount.text() : Texts.orEmpty(typed).strip();
	}

	ProductQuery.Asked asked() {
		return new ProductQuery.Asked(q, status, null, minPrice, maxPrice, currency(), isOnesOwn() ? null : sort);
	}

	/** In which prices are compared, in won where none is chosen; empty where nothing compares them. */
	public String currency() {
		return chosen.isEmpty() && compares() ? "KRW" : chosen;
	}

	private boolean compares() {
		return !minPrice.isEmpty() || !maxPrice.isEmpty() || "price".equals(sort);
	}

	/** Whether a currency was taken that nobody chose, so that the page must say which. */
	public boolean isAssumed() {
		return chosen.isEmpty() && compares();
	}

	/** Whether the least price is above the most. */
	boolean isReversed() {
		var least = WrittenAmount.of(minPrice);
		var most = WrittenAmount.of(maxPrice);
		return least.isNumber() && most.isNumber() && new BigDecimal(least.text()).compareTo(new BigDecimal(most.text())) > 0;
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
		return !(q + status + minPrice + maxPrice + chosen).isBlank();
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
						+ part(page, "maxPrice", maxPrice) + part(page, "currency", chosen));
	}

	private static String part(Page page, String name, String value) {
		return value.isBlank() ? "" : "&" + name + "=" + page.encode(value);
	}
}
