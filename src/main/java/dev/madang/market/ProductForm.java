package dev.madang.market;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

import dev.madang.media.StoredPicture;
import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a product is to be, as somebody wrote it.
 *
 * @param description Markdown, up to 20,000 characters
 * @param imageIds pictures that were uploaded before, in order; up to 20 with those that the description shows
 * @param link where it is sold, if elsewhere: http or https
 * @param place where it is handed over, up to 60 characters
 * @param status on_sale, sold_out or hidden; without one it stays as it is, and a new one is on sale
 */
public record ProductForm(@Nullable String name, @Nullable String description, @Nullable Asked price,
		@Nullable List<Long> imageIds, @Nullable String link, @Nullable String place, @Nullable String status) {

	static final int LONGEST_DESCRIPTION = 20_000;

	/**
	 * A price as it is asked for.
	 *
	 * @param amount in major units, with no more decimals than the currency has
	 */
	public record Asked(@Nullable BigDecimal amount, @Nullable String currency) {

		/** Adds what is wrong; gives the price if nothing is. */
		@Nullable
		Price check(Checks checks) {
			var known = Price.currency(currency).orElse(null);
			checks.that(currency != null, "price.currency", "missing").that(currency == null || known != null,
					"price.currency", "bad-currency");
			checks.that(amount != null, "price.amount", "missing").that(amount == null || isSane(amount), "price.amount",
					"bad-amount");
			if (amount == null || known == null || !isSane(amount)) {
				return null;
			}
			var digits = known.getDefaultFractionDigits();
			var exact = amount.stripTrailingZeros().scale() <= digits;
			checks.that(exact, "price.amount", "too-many-decimals", digits);
			return exact ? priced(amount.setScale(digits), known, checks) : null;
		}

		private static @Nullable Price priced(BigDecimal amount, Currency currency, Checks checks) {
			var small = amount.unscaledValue().bitLength() < 63 && amount.unscaledValue().longValueExact() <= Price.MOST;
			checks.that(small, "price.amount", "bad-amount");
			return small ? new Price(amount, currency.getCurrencyCode()) : null;
		}

		/** Before it is written out in digits: 1e999999999 would be a text of a gigabyte. */
		private static boolean isSane(BigDecimal amount) {
			return amount.signum() == 0 && Math.abs((long) amount.scale()) < 100
					|| amount.signum() > 0 && (long) amount.precision() - amount.scale() <= 15 && amount.precision() <= 100
							&& amount.scale() <= 100;
		}
	}

	/** What is stored. */
	record Tidy(String name, String description, Price price, List<Long> imageIds, @Nullable String link, String place,
			String status) {

		/** A product as it is, with another status. */
		static Tidy of(Product product, String status) {
			return new Tidy(product.name(), product.description(), product.price(), product.imageIds(), product.link(),
					product.place(), status);
		}

		Tidy hidden() {
			return new Tidy(name, description, price, imageIds, link, place, Product.HIDDEN);
		}

		/** All that others read of it, and where it leads them. */
		String readable() {
			return name + "\n" + description + "\n" + Texts.orEmpty(link) + "\n" + place;
		}

		boolean saysTheSame(Product product) {
			return name.equals(product.name()) && description.equals(product.description())
					&& price.equals(product.price()) && imageIds.equals(named(product)) && Objects.equals(link, product.link())
					&& place.equals(product.place());
		}

		/** The product's pictures, but for those that only its description names. */
		private List<Long> named(Product product) {
			return product.images().stream()
					.filter(picture -> imageIds.contains(picture.id()) || !description.contains(picture.key()))
					.map(StoredPicture::id).toList();
		}
	}

	/** The same with another status. */
	public ProductForm of(String other) {
		return new ProductForm(name, description, price, imageIds, link, place, other);
	}

	/** The form that a product would come from. */
	static ProductForm of(Product product) {
		return new ProductForm(product.name(), product.description(),
				new Asked(product.price().amount(), product.price().currency()), product.imageIds(), product.link(),
				product.place(), product.status());
	}

	/**
	 * The same as it is stored.
	 *
	 * @param otherwise the status if it names none
	 * @throws dev.madang.platform.Problem 422 with all that is wrong
	 */
	Tidy tidy(String otherwise) {
		var checks = new Checks().line("name", name == null ? null : Texts.tidy(name), 1, 200)
				.length("description", Texts.orEmpty(description), 0, LONGEST_DESCRIPTION)
				.line("place", Texts.tidy(Texts.orEmpty(place)), 0, 60).that(price != null, "price", "missing")
				.that(status == null || status.matches("on_sale|sold_out|hidden"), "status", "bad-product-status");
		var hasLink = link != null && !link.isBlank();
		var address = hasLink ? OutsideLink.read(Texts.orEmpty(link)).orElse(null) : null;
		checks.that(!hasLink || address != null, "link", "bad-link");
		if (imageIds != null) {
			checks.that(imageIds.stream().noneMatch(Objects::isNull), "imageIds", "missing");
		}
		var exact = price == null ? null : price.check(checks);
		checks.done();
		return new Tidy(Texts.tidy(Texts.orEmpty(name)), Texts.orEmpty(description), Objects.requireNonNull(exact),
				imageIds == null ? List.of() : imageIds.stream().distinct().toList(), address, Texts.tidy(Texts.orEmpty(place)),
				status == null ? otherwise : status);
	}
}
