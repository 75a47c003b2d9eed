package dev.madang.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.page.Links;
import dev.madang.page.PublicPages;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Books and films, as the community as a whole shows them. */
@Component
@Order(2)
class CatalogPages implements Links, PublicPages {

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(2, "/items", "items.title", false));
	}

	@Override
	public List<Tab> tabsOfMember() {
		return List.of(new Tab(1, "reading", "reading.title", "reading.mine"));
	}

	@Override
	public List<String> lists() {
		return List.of("/items");
	}

	@Override
	public Optional<Things> things() {
		return Optional.of(new Things("items", "/items/", "item", "merged_into is null", Map.of()));
	}

	@Override
	public List<String> notForRobots() {
		return List.of("/items/new");
	}
}
