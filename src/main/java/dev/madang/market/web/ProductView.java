package dev.madang.market.web;

import java.util.List;

import dev.madang.market.Product;
import dev.madang.media.Media;
import dev.madang.media.Picture;
import dev.madang.platform.Markdown;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts products into the form of the API and of pages. */
@Component
public class ProductView {

	private final Markdown markdown;

	private final Media media;

	ProductView(Markdown markdown, Media media) {
		this.media = media;
		this.markdown = markdown;
	}

	ProductJson whole(Product product, Viewer viewer) {
		return ProductJson.of(product, true, pictures(product), viewer, markdown);
	}

	List<ProductJson> rows(List<Product> products, Viewer viewer) {
		return products.stream().map(product -> ProductJson.of(product, false, pictures(product), viewer, markdown)).toList();
	}

	List<Picture> pictures(Product product) {
		return media.shown(product.images());
	}

	/** The page of a product that was to be shown, or where its seller reads that it waits to be looked at first. */
	static ModelAndView placeOf(Product product) {
		return new ModelAndView("redirect:"
				+ (product.isHiddenByModerator() ? "/settings/reports?said=held" : "/products/" + product.id()));
	}

	/** The pictures that its description does not itself show. */
	List<Picture> besidesText(Product product) {
		return media
				.shown(product.images().stream().filter(picture -> !product.description().contains(picture.key())).toList());
	}

	String excerpt(Product product) {
		return markdown.excerpt(product.description());
	}

	/** What a list on a page shows of it. */
	Card card(Product product) {
		return new Card(product, pictures(product), "");
	}

	/**
	 * A product with its pictures.
	 *
	 * @param reason why it is shown, or empty
	 */
	public record Card(Product product, List<Picture> pictures, String reason) {

		Card because(String why) {
			return new Card(product, pictures, why);
		}
	}
}
