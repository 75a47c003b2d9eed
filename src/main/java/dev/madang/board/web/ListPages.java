package dev.madang.board.web;

import java.util.List;
import java.util.Locale;

import dev.madang.board.Categories;
import dev.madang.board.MemberLists;
import dev.madang.board.Post;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.catalog.ReadingLog;
import dev.madang.follow.Follows;
import dev.madang.member.Blocks;
import dev.madang.member.Member;
import dev.madang.member.Members;
import dev.madang.page.Metadata;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.web.Allow;
import dev.madang.tagging.TagFollows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

	private final MemberLists memberLists;

	private final Follows follows;

	private final Blocks blocks;

	private final TagFollows tagFollows;

	private final PostRows rows;

	private final Markdown markdown;

	private final ReadingLog readings;

	private final StructuredData structuredData;

	ListPages(PostLists lists, Categories categories, Members members, MemberLists memberLists, Follows follows,
			Blocks blocks, PostRows rows, Markdown markdown, ReadingLog readings, StructuredData structuredData,
			TagFollows tagFollows) {
		this.tagFollows = tagFollows;
		this.structuredData = structuredData;
		this.readings = readings;
		this.lists = lists;
		this.categories = categories;
		this.members = members;
		this.memberLists = memberLists;
		this.follows = follows;
		this.blocks = blocks;
		this.markdown = markdown;
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
		var list = list(page, "/", query, title, lists.isWithoutIndex(query) ? page.t("list.without-index") : "");
		var view = page.view("board/list", "list", list, "metadata",
				Metadata.ofList(title, page.t("site.about"), list.address(), "/feed.atom"));
		if (query.tag() == null || !page.viewer().isMember()) {
			return view;
		}
		var follows = tagFollows.follows(page.viewer(), query.tag());
		return list.rows().isEmpty() && !follows ? view : view.addObject("tag", query.tag()).addObject("follows", follows);
	}

	@GetMapping("/c/{slug}")
	ModelAndView board(Page page, @PathVariable String slug, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable String cursor) {
		var category = categories.get(slug, page.viewer());
		var query = PostQuery.of(slug, tag, null, null, null, sort, Paging.of(null, cursor, null));
		var path = "/c/" + UriUtils.encodePathSegment(slug, "UTF-8");
		return page.view("board/list", "list", list(page, path, query, category.name(), category.description()), "metadata",
				Metadata.ofList(category.name(), category.description(), path, path + "/feed.atom"));
	}

	@GetMapping("/boards")
	ModelAndView boards(Page page) {
		return page.view("board/boards");
	}

	@GetMapping("/@{handle}")
	ModelAndView member(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var member = members.get(handle);
		var query = PostQuery.of(null, null, member.handle(), null, null, null, Paging.of(null, cursor, null));
		var drafts = page.viewer().is(member.id()) && cursor == null ? lists.drafts(page.viewer()) : List.<Post>of();
		return person(page, member, "posts").addObject("drafts", rows.of(drafts)).addObject("list",
				list(page, address(member), query, "", ""));
	}

	@GetMapping("/@{handle}/likes")
	ModelAndView liked(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var member = members.get(handle);
		return person(page, member, "likes").addObject("list", plain(address(member) + "/likes", "", "",
				memberLists.liked(member.handle(), page.viewer(), Paging.of(null, cursor, null))));
	}

	@GetMapping("/@{handle}/reading")
	ModelAndView reading(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String cursor) {
		var member = members.get(handle);
		var slice = readings.of(handle, page.viewer(), status, Paging.of(null, cursor, null));
		var address = address(member) + "/reading" + (status == null ? "?" : "?status=" + status + "&") + "cursor=";
		return person(page, member, "reading").addObject("readings", slice.items())
				.addObject("status", status == null ? "" : status)
				.addObject("more", slice.nextCursor() == null ? "" : address + slice.nextCursor());
	}

	@GetMapping("/@{handle}/comments")
	ModelAndView said(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var member = members.get(handle);
		var said = memberLists.comments(member.handle(), page.viewer(), Paging.of(null, cursor, null));
		return person(page, member, "comments")
				.addObject("said", said.items().stream().map(each -> new SaidView(each.comment(), each.postTitle(),
						markdown.excerpt(each.comment().body()))).toList())
				.addObject("more", said.nextCursor() == null ? "" : address(member) + "/comments?cursor=" + said.nextCursor());
	}

	private ModelAndView person(Page page, Member member, String tab) {
		var viewer = page.viewer();
		var other = viewer.isMember() && !viewer.is(member.id());
		return page.view("board/member", "member", member, "metadata", structuredData.of(member), "tab", tab, "follows",
				other && follows.follows(viewer, member.id()), "blocks", other && blocks.blocks(viewer, member.id()));
	}

	private static String address(Member member) {
		return "/@" + UriUtils.encodePathSegment(member.handle(), "UTF-8");
	}

	/** What those write whom one follows. */
	@GetMapping("/feed")
	@Allow(Role.MEMBER)
	ModelAndView feed(Page page, @RequestParam(required = false) @Nullable String cursor) {
		return page.view("board/plain", "list", plain("/feed", page.t("feed.title"), page.t("feed.empty"),
				memberLists.home(page.viewer(), Paging.of(null, cursor, null))));
	}

	@GetMapping("/bookmarks")
	@Allow(Role.MEMBER)
	ModelAndView bookmarks(Page page, @RequestParam(required = false) @Nullable String cursor) {
		return page.view("board/plain", "list", plain("/bookmarks", page.t("bookmarks.title"), page.t("bookmarks.empty"),
				lists.bookmarks(page.viewer(), Paging.of(null, cursor, null))));
	}

	private ListView plain(String path, String title, String description, Slice<Post> slice) {
		return new ListView(path, title, description, "", "", "latest", rows.of(slice.items()),
				more(path, "latest", slice.nextCursor()));
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
