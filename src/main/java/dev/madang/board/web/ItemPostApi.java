package dev.madang.board.web;

import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.catalog.Items;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What members wrote about a book or film. */
@RestController
@Allow(Role.ANY)
@Tag(name = "Books")
class ItemPostApi {

	private final Items items;

	private final PostLists lists;

	private final PostView view;

	ItemPostApi(Items items, PostLists lists, PostView view) {
		this.items = items;
		this.lists = lists;
		this.view = view;
	}

	/** @param sort latest, popular or discussed */
	@GetMapping("/api/v1/items/{id}/posts")
	@CachedForGuests
	Slice<PostJson> posts(@PathVariable long id, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		var query = PostQuery.of(null, null, null, items.get(id).id(), null, sort, Paging.of(limit, cursor, null));
		return lists.slice(query, viewer).map(post -> view.row(post, viewer));
	}
}
