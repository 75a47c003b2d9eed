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
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a product holds.
 *
 * @param amount as it was typed; commas between its digits are left out
 * @param imageIds its pictures, in order
 * @param words what each of them shows
 * @param version that was seen, 0 for a new one
 */
public record ProductEntry(String name, String description, String amount, String currency, String link, String status,
		List<Long> imageIds, Map<Long, String> words, int version) {

	static final ProductEntry EMPTY = new ProductEntry("", "", "", "KRW", "", "on_sale", List.of(), Map.of(), 0);

	/** A form as it comes from a browser, where any field may be missing. */
	record Filled(@Nullable String name, @Nullable String description, @Nullable String amount, @Nullable String currency,
			@Nullable String link, @Nullable String status, @Nullable Set<Long> mediaIds,
			@Nullable Set<Long> drop, @Nullable Map<Long, String> alt, @Nullable Integer version) {

		ProductEntry entry() {
			return new ProductEntry(Texts.orEmpty(name), Texts.orEmpty(description).replace("\r\n", "\n"),
					Texts.orEmpty(amount), Texts.orEmpty(currency), Texts.orEmpty(link), Texts.orEmpty(status),
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
				product.price().currency(), Texts.orEmpty(product.link()), product.status(),
				product.images().stream().map(StoredPicture::id).toList(), Map.of(), product.version());
	}

	/** The same text after somebody has seen a later version. */
	ProductEntry of(int later) {
		return new ProductEntry(name, description, amount, currency, link, status, imageIds, words, later);
	}

	/** The same with one more picture. */
	ProductEntry with(Picture picture) {
		return new ProductEntry(name, description, amount, currency, link, status,
				Stream.concat(imageIds.stream(), Stream.of(picture.id())).toList(), words, version);
	}

	ProductForm form() {
		return new ProductForm(name, description, new ProductForm.Asked(number(), currency), imageIds, link,
				status.isEmpty() ? null : status);
	}

	/** What is no number is sent on as one that is no price. */
	private @Nullable BigDecimal number() {
		var digits = amount.replaceAll("[,\\s]", "");
		if (digits.isEmpty()) {
			return null;
		}
		return digits.matches("\\d{1,30}(\\.\\d{1,30})?") ? new BigDecimal(digits) : BigDecimal.ONE.negate();
	}
}
