package dev.madang.board.web;

import dev.madang.board.MemberLists;
import dev.madang.board.OwnPosts;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.member.Members;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Viewers;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What members wrote and like, and the feed of those whom one follows. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.ANY)
@Tag(name = "Boards")
class PeopleApi {

	private final PostLists posts;

	private final OwnPosts ownPosts;

	private final MemberLists lists;

	private final Members members;

	private final PostView view;

	private final Markdown markdown;

	PeopleApi(PostLists posts, OwnPosts ownPosts, MemberLists lists, Members members, PostView view, Markdown markdown) {
		this.posts = posts;
		this.ownPosts = ownPosts;
		this.lists = lists;
		this.members = members;
		this.view = view;
		this.markdown = markdown;
	}

	/** @param status draft, for one's own drafts */
	@GetMapping("/users/{handle}/posts")
	@CachedForGuests
	Slice<PostJson> posts(@PathVariable String handle, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		var member = members.get(Viewers.own(handle, viewer));
		var paging = Paging.of(limit, cursor, null);
		if ("draft".equals(status)) {
			if (!viewer.is(member.id())) {
				throw Problem.forbidden("not-yours");
			}
			return new Slice<>(ownPosts.drafts(viewer).stream().map(post -> view.row(post, viewer)).toList(), null);
		}
		if (status != null && !"published".equals(status)) {
			throw Problem.malformed("bad-status");
		}
		return posts.slice(PostQuery.of(null, null, member.handle(), null, null, null, paging), viewer)
				.map(post -> view.row(post, viewer));
	}

	@GetMapping("/users/{handle}/comments")
	@CachedForGuests
	Slice<CommentJson> comments(@PathVariable String handle, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return lists.comments(Viewers.own(handle, viewer), viewer, Paging.of(limit, cursor, null))
				.map(said -> CommentJson.of(said.comment(), viewer, markdown));
	}

	/** The posts that somebody likes, the latest like first. */
	@GetMapping("/users/{handle}/likes")
	@CachedForGuests
	Slice<PostJson> likes(@PathVariable String handle, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return lists.liked(Viewers.own(handle, viewer), viewer, Paging.of(limit, cursor, null))
				.map(post -> view.row(post, viewer));
	}

	/** Posts by people whom one follows, the latest first. */
	@GetMapping("/feed/home")
	@Allow(Role.MEMBER)
	Slice<PostJson> home(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return lists.home(viewer, Paging.of(limit, cursor, null)).map(post -> view.row(post, viewer));
	}
}
