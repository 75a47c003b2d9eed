package dev.madang.market;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.page.Figure;
import dev.madang.page.Links;
import dev.madang.page.PublicPages;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Products, as the community as a whole shows them. */
@Component
@Order(3)
class MarketPages implements Links, PublicPages, Figure.Source {

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(3, "/products", "product.title", false, "market"));
	}

	@Override
	public List<Tab> tabsOfMember() {
		return List.of(new Tab(2, "products", "product.title", ""));
	}

	@Override
	public List<String> lists() {
		return List.of("/products");
	}

	@Override
	public Optional<Things> things() {
		return Optional.of(new Things("products", "/products/", "product", "state = 'listed'", Map.of()));
	}

	@Override
	public List<String> notForRobots() {
		return List.of("/products/new", "/products/*/go");
	}

	@Override
	public List<Figure> figures() {
		return List.of(new Figure(3, "products", "product.listed",
				"select coalesce(sum(on_sale + sold_out), 0) from market_count where seller_id = 0", true));
	}
}
