package dev.madang.market.web;

import java.util.List;

import dev.madang.market.ProductLists;
import dev.madang.page.FeedInsert;
import dev.madang.page.Page;
import org.springframework.stereotype.Component;

/** Puts what was offered in the market lately between the posts of the feed, at its time. */
@Component
class FeedSales implements FeedInsert.Source {

	private static final int MOST = 3;

	private final ProductLists products;

	private final ProductView view;

	FeedSales(ProductLists products, ProductView view) {
		this.products = products;
		this.view = view;
	}

	@Override
	public List<FeedInsert> inserts(Page page, FeedInsert.Part part) {
		return products.offered(part.after(), part.until(), MOST, page.viewer()).stream()
				.map(product -> new FeedInsert(part.above(product.createdAt()),
						page.part("market/row", "card", view.card(product), "excerpt", view.excerpt(product))))
				.toList();
	}
}
