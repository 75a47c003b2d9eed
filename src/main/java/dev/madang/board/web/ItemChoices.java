package dev.madang.board.web;

import java.util.List;
import java.util.Optional;

import dev.madang.catalog.Item;
import dev.madang.catalog.ItemLists;
import dev.madang.catalog.ItemQuery;
import dev.madang.catalog.Items;
import dev.madang.platform.Paging;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds books and films to choose from in the editor. */
@Component
public class ItemChoices {

	/**
	 * What the editor shows to choose from.
	 *
	 * @param chosen what the text is about
	 * @param sought what was typed to find another one, or empty
	 */
	public record Choice(@Nullable Item chosen, String sought, List<Item> found) {
	}

	private final Items items;

	private final ItemLists lists;

	ItemChoices(Items items, ItemLists lists) {
		this.items = items;
		this.lists = lists;
	}

	Choice of(long itemId, String sought, Viewer viewer) {
		var chosen = itemId == 0 ? Optional.<Item>empty() : items.find(itemId);
		var found = sought.isBlank()
				? List.<Item>of()
				: lists.slice(ItemQuery.of(sought, null, null, Paging.of(8, null, null)), viewer).items();
		return new Choice(chosen.orElse(null), sought.strip(),
				found.stream().filter(item -> chosen.isEmpty() || item.id() != chosen.get().id()).toList());
	}
}
