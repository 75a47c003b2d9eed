package dev.madang.market.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.madang.market.Product;
import dev.madang.market.ProductForm;
import dev.madang.media.Picture;
import dev.madang.media.StoredPicture;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a product holds.
 *
 * @param amount as it was typed, perhaps with a currency's sign
 * @param imageIds its pictures, in order
 * @param words what each of them shows
 * @param version that was seen, 0 for a new one
 */
public record ProductEntry(String name, String description, String amount, String currency, String link, String place,
		String status,
		List<Long> imageIds, Map<Long, String> words, int version) {

	static final ProductEntry EMPTY = new ProductEntry("", "", "", "KRW", "", "", "on_sale", List.of(), Map.of(), 0);

	/** A form as it comes from a browser, where any field may be missing. */
	record Filled(@Nullable String name, @Nullable String description, @Nullable String amount, @Nullable String currency,
			@Nullable String link, @Nullable String place, @Nullable String status, @Nullable Set<Long> mediaIds,
			@Nullable Set<Long> drop, @Nullable Map<Long, String> alt, @Nullable Integer version) {

		ProductEntry entry() {
			return new ProductEntry(Texts.orEmpty(name), Texts.orEmpty(description).replace("\r\n", "\n"),
					Texts.orEmpty(amount), Texts.orEmpty(currency), Texts.orEmpty(link), Texts.orEmpty(place),
					Texts.orEmpty(status),
					kept(), alt == null ? Map.of() : alt, version == null ? 0 : version);
		}

		/** The pictures in their order, without those that are to be left out. */
		private List<Long> kept() {
			return mediaIds == null
					? List.of()
					: mediaIds.stream().filter(id -> drop == null || !drop.contains(id)).toList();
		}
	}

	static ProductEntry of(Product product) {
		return new ProductEntry(product.name(), product.description(), product.price().amount().toPlainString(),
				product.price().currency(), Texts.orEmpty(product.link()), product.place(), product.status(),
				product.images().stream().map(StoredPicture::id).toList(), Map.of(), product.version());
	}

	/** The same text after somebody has seen a later version. */
	ProductEntry of(int later) {
		return new ProductEntry(name, description, amount, currency, link, place, status, imageIds, words, later);
	}

	/** The same with one more picture. */
	ProductEntry with(Picture picture) {
		return new ProductEntry(name, description, amount, currency, link, place, status,
				Stream.concat(imageIds.stream(), Stream.of(picture.id())).toList(), words, version);
	}

	/** @throws Problem 422 {@code other-currency} if the sign before the price is of another currency than the chosen one */
	ProductForm form() {
		return new ProductForm(name, description, new ProductForm.Asked(number(), currency), imageIds, address(), place,
				status.isEmpty() ? null : status);
	}

	/** What is no number is sent on as one that is no price. */
	private @Nullable BigDecimal number() {
		var written = WrittenAmount.of(amount);
		if (written.text().isEmpty()) {
			return null;
		}
		if (written.isNumber() && !written.suits(currency)) {
			throw Problem.invalid("price.amount", "other-currency");
		}
		return written.isNumber() ? new BigDecimal(written.text()) : BigDecimal.ONE.negate();
	}

	/** People leave out what a browser does not show them. */
	private String address() {
		var typed = link.strip();
		return typed.matches("[^\\s:/?#]+\\.[^\\s:/?#]+(:\\d+)?([/?#].*)?") ? "https://" + typed : typed;
	}
}
