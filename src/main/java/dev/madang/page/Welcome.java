package dev.madang.page;

import gg.jte.Content;

/** What stands above the feed of all boards, on its first page: a gate for guests, what remains to be done for an admin. */
public interface Welcome {

	/** @return nothing to show for a viewer whom it does not concern: an empty content, {@link #NOTHING} */
	Content welcome(Page page);

	Content NOTHING = output -> {
	};
}
