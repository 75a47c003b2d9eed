package dev.madang.board.web;

import dev.madang.board.Bookmarks;
import dev.madang.board.OwnPosts;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The posts that a member keeps. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.MEMBER)
@Tag(name = "Boards")
class BookmarkApi {

	private final Bookmarks bookmarks;

	private final OwnPosts ownPosts;

	private final PostView view;

	BookmarkApi(Bookmarks bookmarks, OwnPosts ownPosts, PostView view) {
		this.bookmarks = bookmarks;
		this.ownPosts = ownPosts;
		this.view = view;
	}

	@PutMapping("/posts/{id}/bookmark")
	ResponseEntity<Void> bookmark(@PathVariable long id, Viewer viewer) {
		bookmarks.keep(viewer, id);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/posts/{id}/bookmark")
	ResponseEntity<Void> removeBookmark(@PathVariable long id, Viewer viewer) {
		bookmarks.remove(viewer, id);
		return ResponseEntity.noContent().build();
	}

	/** What one keeps, the latest first; nobody else sees it. */
	@GetMapping("/users/me/bookmarks")
	Slice<PostJson> bookmarks(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return ownPosts.bookmarks(viewer, Paging.of(limit, cursor, null)).map(post -> view.row(post, viewer));
	}
}
