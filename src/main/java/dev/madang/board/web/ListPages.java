package dev.madang.board.web;

import dev.madang.board.BoardSection;
import dev.madang.board.Categories;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.board.Visits;
import dev.madang.page.Metadata;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Prefetch;
import dev.madang.tagging.TagFollows;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** The pages that list posts of a board, or of all. */
@Controller
@Allow(Role.ANY)
class ListPages {

	private final PostLists lists;

	private final ListViews views;

	private final Categories categories;

	private final TagFollows tagFollows;

	private final Visits visits;

	private final List<BoardSection> sections;

	ListPages(PostLists lists, ListViews views, Categories categories, TagFollows tagFollows, Visits visits,
			List<BoardSection> sections) {
		this.visits = visits;
		this.sections = sections;
		this.lists = lists;
		this.views = views;
		this.categories = categories;
		this.tagFollows = tagFollows;
	}

	@GetMapping("/")
	@CachedForGuests
	ModelAndView home(Page page, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		var query = all(PostQuery.of(null, tag, null, null, q, sort, Paging.of(null, cursor, null)), page.viewer());
		var title = query.keyword() != null
				? page.t("list.found", query.keyword())
				: query.tag() != null ? page.t("list.tag", query.tag()) : "";
		var list = ListViews.withInserts(views.of(query, page.viewer(), "/", title,
				lists.isWithoutIndex(query) ? page.t("list.without-index") : ""), query, page);
		var view = page.view("board/list", "list", list, "metadata",
				Metadata.ofList(title, page.sentence(), list.address(), "/feed.atom"));
		if (query.tag() == null || !page.viewer().isMember()) {
			return view;
		}
		var follows = tagFollows.follows(page.viewer(), query.tag());
		return list.rows().isEmpty() && !follows ? view : view.addObject("tag", query.tag()).addObject("follows", follows);
	}

	@GetMapping("/c/{slug}")
	@CachedForGuests
	ModelAndView board(Page page, @PathVariable String slug, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable String cursor) {
		var category = categories.get(slug, page.viewer());
		var query = PostQuery.of(slug, tag, null, null, null, sort, Paging.of(null, cursor, null));
		var path = "/c/" + UriUtils.encodePathSegment(slug, "UTF-8");
		var list = views.of(query, page.viewer(), path, category.name(), category.description());
		if (page.viewer().isMember() && cursor == null && tag == null && query.sort() == PostQuery.Sort.LATEST
				&& !Prefetch.isCurrent() && !list.rows().isEmpty()) {
			visits.look(page.viewer(), categories.tree().within(category, page.viewer()), list.newest());
		}
		var view = page.view("board/list", "list", list, "metadata",
				Metadata.ofList(category.name(), category.description(), path, path + "/feed.atom"), "sections",
				sections.stream().map(section -> section.of(page, category)).toList());
		return page.viewer().isMember() ? view.addObject("mutes", visits.muted(page.viewer()).contains(category.id())) : view;
	}

	/** Leaves a board out of the feed of all boards, or takes it in again. */
	@PostMapping("/c/{slug}/mute")
	@Allow(Role.MEMBER)
	String mute(Page page, @PathVariable String slug, @RequestParam boolean on) {
		visits.mute(page.viewer(), List.of(categories.get(slug, page.viewer()).id()), on);
		return "redirect:/c/" + UriUtils.encodePathSegment(slug, "UTF-8");
	}

	/** How many posts have come since a list was shown, up to a hundred: what its script asks for from time to time. */
	@GetMapping("/newer")
	@CachedForGuests
	@ResponseBody
	Newer newer(Page page, @RequestParam Instant after, @RequestParam(required = false) @Nullable String category) {
		var query = all(PostQuery.of(category, null, null, null, null, null, Paging.of(null, null, null)), page.viewer());
		return new Newer(lists.newer(query, page.viewer(), after, 100));
	}

	record Newer(int count) {
	}

	private PostQuery all(PostQuery query, Viewer viewer) {
		return query.isOfAll() ? query.without(visits.muted(viewer)) : query;
	}

	@GetMapping("/boards")
	@CachedForGuests
	ModelAndView boards(Page page) {
		return page.view("board/boards");
	}
}
