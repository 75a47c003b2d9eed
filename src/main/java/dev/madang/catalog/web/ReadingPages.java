package dev.madang.catalog.web;

import dev.madang.catalog.ReadingLog;
import dev.madang.follow.MemberCards;
import dev.madang.member.MemberMetadata;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The reading list of a member. */
@Controller
@Allow(Role.ANY)
class ReadingPages {

	private final MemberCards cards;

	private final MemberMetadata metadata;

	private final ReadingLog readings;

	ReadingPages(MemberCards cards, MemberMetadata metadata, ReadingLog readings) {
		this.cards = cards;
		this.metadata = metadata;
		this.readings = readings;
	}

	@GetMapping("/@{handle}/reading")
	@CachedForGuests
	ModelAndView reading(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String cursor) {
		var card = cards.of(handle, "reading", page.viewer());
		var slice = readings.of(handle, page.viewer(), status, Paging.of(null, cursor, null));
		var address = card.path() + "/reading" + (status == null ? "?" : "?status=" + status + "&") + "cursor=";
		return page.view("catalog/reading", "card", card, "metadata", metadata.of(card.member()), "readings", slice.items(),
				"status", status == null ? "" : status, "more", slice.nextCursor() == null ? "" : address + slice.nextCursor());
	}
}
