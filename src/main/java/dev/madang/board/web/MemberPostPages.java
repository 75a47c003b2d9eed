package dev.madang.board.web;

import java.util.List;

import dev.madang.board.MemberLists;
import dev.madang.board.OwnPosts;
import dev.madang.board.Post;
import dev.madang.board.PostQuery;
import dev.madang.follow.MemberCards;
import dev.madang.member.MemberCard;
import dev.madang.member.MemberMetadata;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
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

/** A member with the posts and comments that they wrote, and the posts that they like. */
@Controller
@Allow(Role.ANY)
class MemberPostPages {

	private final MemberCards cards;

	private final MemberMetadata metadata;

	private final MemberLists memberLists;

	private final OwnPosts ownPosts;

	private final ListViews views;

	private final PostRows rows;

	private final Markdown markdown;

	MemberPostPages(MemberCards cards, MemberMetadata metadata, MemberLists memberLists, OwnPosts ownPosts, ListViews views,
			PostRows rows, Markdown markdown) {
		this.cards = cards;
		this.metadata = metadata;
		this.memberLists = memberLists;
		this.ownPosts = ownPosts;
		this.views = views;
		this.rows = rows;
		this.markdown = markdown;
	}

	@GetMapping("/@{handle}")
	@CachedForGuests
	ModelAndView posts(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var card = cards.of(handle, "posts", page.viewer());
		var member = card.member();
		var query = PostQuery.of(null, null, member.handle(), null, null, null, Paging.of(null, cursor, null));
		var drafts = page.viewer().is(member.id()) && cursor == null ? ownPosts.drafts(page.viewer()) : List.<Post>of();
		return view(page, card).addObject("drafts", rows.of(drafts, page.viewer())).addObject("list",
				views.of(query, page.viewer(), card.path(), "", ""));
	}

	@GetMapping("/@{handle}/likes")
	@CachedForGuests
	ModelAndView liked(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var card = cards.of(handle, "likes", page.viewer());
		var liked = memberLists.liked(card.member().handle(), page.viewer(), Paging.of(null, cursor, null));
		return view(page, card).addObject("list", views.plain(card.path() + "/likes", "", "", liked, page.viewer()));
	}

	@GetMapping("/@{handle}/comments")
	@CachedForGuests
	ModelAndView comments(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var card = cards.of(handle, "comments", page.viewer());
		var comments = memberLists.comments(card.member().handle(), page.viewer(), Paging.of(null, cursor, null));
		return view(page, card)
				.addObject("said", comments.items().stream().map(each -> new SaidView(each.comment(), each.postTitle(),
						markdown.excerpt(each.comment().body()))).toList())
				.addObject("more",
						comments.nextCursor() == null ? "" : card.path() + "/comments?cursor=" + comments.nextCursor());
	}

	private ModelAndView view(Page page, MemberCard card) {
		return page.view("board/member", "card", card, "metadata", metadata.of(card.member()));
	}
}
