package dev.madang.board.web;

import java.util.List;
import java.util.Locale;

import dev.madang.board.Categories;
import dev.madang.board.Post;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.member.Members;
import dev.madang.member.OneTimeLinks;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** The pages that list posts: home, a board, a member, what one keeps. */
@Controller
@Allow(Role.ANY)
class ListPages {

	private final PostLists lists;

	private final Categories categories;

	private final Members members;

	private final OneTimeLinks links;

	private final PostRows rows;

	ListPages(PostLists lists, Categories categories, Members members, OneTimeLinks links, PostRows rows) {
		this.lists = lists;
		this.categories = categories;
		this.members = members;
		this.links = links;
		this.rows = rows;
	}

	@GetMapping("/")
	ModelAndView home(Page page, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		var query = PostQuery.of(null, tag, null, null, q, sort, Paging.of(null, cursor, null));
		var title = query.keyword() != null
				? page.t("list.found", query.keyword())
				: query.tag() != null ? page.t("list.tag", query.tag()) : "";
		return page.view("board/list", "list", list(page, "/", query, title, ""));
	}

	@GetMapping("/c/{slug}")
	ModelAndView board(Page page, @PathVariable String slug, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable String cursor) {
		var category = categories.get(slug, page.viewer());
		var query = PostQuery.of(slug, tag, null, null, null, sort, Paging.of(null, cursor, null));
		return page.view("board/list", "list", list(page, "/c/" + UriUtils.encodePathSegment(slug, "UTF-8"), query,
				category.name(), category.description()));
	}

	@GetMapping("/boards")
	ModelAndView boards(Page page) {
		return page.view("board/boards");
	}

	@GetMapping("/@{handle}")
	ModelAndView member(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		return member(page, handle, cursor, "");
	}

	@PostMapping("/@{handle}/claim-link")
	@Allow(Role.ADMIN)
	ModelAndView claimLink(Page page, @PathVariable String handle) {
		return member(page, handle, null, links.forClaim(page.viewer(), handle));
	}

	private ModelAndView member(Page page, String handle, @Nullable String cursor, String claimLink) {
		var member = members.get(handle);
		var query = PostQuery.of(null, null, member.handle(), null, null, null, Paging.of(null, cursor, null));
		var drafts = page.viewer().is(member.id()) && cursor == null ? lists.drafts(page.viewer()) : List.<Post>of();
		return page.view("board/member", "member", member, "drafts", rows.of(drafts), "claimLink", claimLink, "list",
				list(page, "/@" + UriUtils.encodePathSegment(member.handle(), "UTF-8"), query, "", ""));
	}

	@GetMapping("/bookmarks")
	@Allow(Role.MEMBER)
	ModelAndView bookmarks(Page page, @RequestParam(required = false) @Nullable String cursor) {
		var slice = lists.bookmarks(page.viewer(), Paging.of(null, cursor, null));
		return page.view("board/plain", "list",
				new ListView("/bookmarks", page.t("bookmarks.title"), page.t("bookmarks.empty"), "", "", "latest",
						rows.of(slice.items()), more("/bookmarks", "latest", slice.nextCursor())));
	}

	private ListView list(Page page, String path, PostQuery query, String title, String description) {
		var slice = lists.slice(query, page.viewer());
		var narrowed = path;
		if (query.tag() != null) {
			narrowed += "?tag=" + UriUtils.encode(query.tag(), "UTF-8");
		}
		if (query.keyword() != null) {
			narrowed += (query.tag() == null ? "?" : "&") + "q=" + UriUtils.encode(query.keyword(), "UTF-8");
		}
		var sort = query.sort().name().toLowerCase(Locale.ROOT);
		return new ListView(narrowed, title, description, query.category() == null ? "" : query.category(),
				query.keyword() == null ? "" : query.keyword(), sort, rows.of(slice.items()),
				more(narrowed, sort, slice.nextCursor()));
	}

	private static String more(String address, String sort, @Nullable String cursor) {
		if (cursor == null) {
			return "";
		}
		var more = new StringBuilder(address).append(address.contains("?") ? "&" : "?");
		if (!"latest".equals(sort)) {
			more.append("sort=").append(sort).append('&');
		}
		return more.append("cursor=").append(cursor).toString();
	}
}
