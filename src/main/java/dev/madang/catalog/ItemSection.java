package dev.madang.catalog;

import dev.madang.page.Page;
import dev.madang.platform.Problem;
import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** What another module shows on the page of an item, such as the posts about it. */
public interface ItemSection {

	/**
	 * @param sort the order that the page is asked for in, or null
	 * @param cursor where the section goes on, or null
	 * @throws Problem for an order that there is not
	 */
	Content of(Page page, Item item, @Nullable String sort, @Nullable String cursor);
}
