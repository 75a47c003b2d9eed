package dev.madang.market.web;

import java.util.List;

import dev.madang.market.Product;
import dev.madang.platform.Markdown;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Puts products into the form of the API. */
@Component
class ProductView {

	private final Markdown markdown;

	ProductView(Markdown markdown) {
		this.markdown = markdown;
	}

	ProductJson whole(Product product, Viewer viewer) {
		return ProductJson.of(product, true, viewer, markdown);
	}

	List<ProductJson> rows(List<Product> products, Viewer viewer) {
		return products.stream().map(product -> ProductJson.of(product, false, viewer, markdown)).toList();
	}
}
