package dev.madang.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Which products are asked for, in which order.
 *
 * @param sought a part of the name, or empty
 * @param statuses on_sale and sold_out, or one of them; hidden for whom that is not hidden from
 * @param seller a handle in lower case, as they are stored
 * @param currency in which alone prices can be compared
 * @param least in the currency's smallest unit, as is {@code most}
 */
public record ProductQuery(String sought, List<String> statuses, @Nullable String seller, @Nullable String currency,
		@Nullable Long least, @Nullable Long most, Sort sort, Paging paging) {

	/** What is listed without being asked for. */
	public static final List<String> LISTED = List.of("on_sale", "sold_out");

	/** The newest first; the most liked; the cheapest of one currency. */
	public enum Sort {

		LATEST, POPULAR, PRICE;

		/** The word by which it is asked for. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	/** What somebody asked for, as it came. */
	public record Asked(@Nullable String q, @Nullable String status, @Nullable String seller, @Nullable String minPrice,
			@Nullable String maxPrice, @Nullable String currency, @Nullable String sort) {

		/** Everything of one seller. */
		public static Asked of(String seller) {
			return new Asked(null, null, seller, null, null, null, null);
		}
	}

	/** @throws Problem 400 for what there is not, and {@code currency-needed} for a price without a currency */
	public static ProductQuery of(Asked asked, Paging paging) {
		var sought = Texts.tidy(Texts.orEmpty(asked.q()));
		if (Texts.length(sought) > 100) {
			throw Problem.malformed("keyword-too-long", 100);
		}
		if (!Texts.isStorable(sought)) {
			throw Problem.malformed("unstorable-character");
		}
		var status = asked.status();
		if (!blank(status) && !Texts.orEmpty(status).matches("on_sale|sold_out|hidden")) {
			throw Problem.malformed("bad-parameter", "status");
		}
		var currency = blank(asked.currency()) ? null : asked.currency();
		if (currency != null && Price.currency(currency).isEmpty()) {
			throw Problem.malformed("bad-parameter", "currency");
		}
		var sort = sort(asked.sort());
		var least = minor("minPrice", asked.minPrice(), currency, RoundingMode.CEILING);
		var most = minor("maxPrice", asked.maxPrice(), currency, RoundingMode.FLOOR);
		if (sort == Sort.PRICE && currency == null) {
			throw Problem.malformed("currency-needed");
		}
		return new ProductQuery(sought, blank(status) ? LISTED : List.of(Texts.orEmpty(status)),
				blank(asked.seller()) ? null : Texts.orEmpty(asked.seller()).strip().toLowerCase(Locale.ROOT), currency, least,
				most, sort, paging);
	}

	private static boolean blank(@Nullable String text) {
		return text == null || text.isBlank();
	}

	private static Sort sort(@Nullable String word) {
		for (var sort : Sort.values()) {
			if (sort.word().equals(word)) {
				return sort;
			}
		}
		if (!blank(word)) {
			throw Problem.malformed("bad-sort");
		}
		return Sort.LATEST;
	}

	private static @Nullable Long minor(String parameter, @Nullable String amount, @Nullable String currency,
			RoundingMode towards) {
		if (amount == null || amount.isBlank()) {
			return null;
		}
		if (!amount.matches("\\d{1,15}(\\.\\d{1,15})?")) {
			throw Problem.malformed("bad-parameter", parameter);
		}
		var digits = Price.currency(currency).orElseThrow(() -> Problem.malformed("currency-needed"))
				.getDefaultFractionDigits();
		return new BigDecimal(amount).movePointRight(digits).setScale(0, towards).min(BigDecimal.valueOf(Long.MAX_VALUE))
				.longValueExact();
	}

	boolean isHidden() {
		return statuses.contains(Product.HIDDEN);
	}

	/** Whether kept counts say how many there are. */
	boolean isCounted() {
		return sought.isEmpty() && currency == null && !isHidden();
	}

	/** The name that its cursors bear: a cursor of one order is none of another. */
	String cursorName() {
		return "products-" + sort.word();
	}
}
