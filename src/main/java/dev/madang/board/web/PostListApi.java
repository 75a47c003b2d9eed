package dev.madang.board.web;

import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.ListOf;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of posts. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.ANY)
@Tag(name = "Boards")
class PostListApi {

	private final PostLists lists;

	private final PostView view;

	PostListApi(PostLists lists, PostView view) {
		this.lists = lists;
		this.view = view;
	}

	/**
	 * Lists posts: by cursor, or by page number with a total.
	 *
	 * @param category a slug; its children are included
	 * @param q words in title or body, or the beginning of the author's name. While there is no index that knows them, they are
	 *        looked for row by row, and the header {@code Madang-Index} says {@code missing}
	 * @param sort latest, popular or discussed
	 */
	@GetMapping("/posts")
	@CachedForGuests
	@ListOf(PostJson.class)
	Object list(@RequestParam(required = false) @Nullable String category, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String author, @RequestParam(required = false) @Nullable Long item,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer page, Viewer viewer) {
		var query = PostQuery.of(category, tag, author, item, q, sort, Paging.of(limit, cursor, page));
		var list = list(query, viewer);
		return lists.isWithoutIndex(query) ? ResponseEntity.ok().header("Madang-Index", "missing").body(list) : list;
	}

	private Object list(PostQuery query, Viewer viewer) {
		if (!query.paging().isNumbered()) {
			return lists.slice(query, viewer).map(post -> view.row(post, viewer));
		}
		var numbered = lists.numbered(query, viewer);
		return new Numbered<>(numbered.items().stream().map(post -> view.row(post, viewer)).toList(), numbered.page(),
				numbered.size(), numbered.total(), numbered.totalIsAtLeast());
	}
}
