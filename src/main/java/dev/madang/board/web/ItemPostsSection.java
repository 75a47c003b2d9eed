package dev.madang.board.web;

import dev.madang.board.PostQuery;
import dev.madang.catalog.Item;
import dev.madang.catalog.ItemSection;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import gg.jte.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The posts about an item on its page. */
@Component
class ItemPostsSection implements ItemSection {

	private final ListViews views;

	ItemPostsSection(ListViews views) {
		this.views = views;
	}

	@Override
	public Content of(Page page, Item item, @Nullable String sort, @Nullable String cursor) {
		var query = PostQuery.of(null, null, null, item.id(), null, sort, Paging.of(null, cursor, null));
		var list = views.of(query, page.viewer(), "/items/" + item.id(), item.title(), "");
		return page.part("board/itemPosts", "item", item, "list", list);
	}
}
