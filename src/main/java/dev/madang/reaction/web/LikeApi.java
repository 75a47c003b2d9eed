package dev.madang.reaction.web;

import java.time.Instant;

import dev.madang.member.Author;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.reaction.Likes;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Likes on posts, comments and products. Liking twice is liking once; one may like one's own. */
@RestController
@Allow(Role.MEMBER)
@Tag(name = "Boards")
class LikeApi {

	/** Somebody who likes something. */
	record LikeJson(String handle, String name, @Nullable String avatarUrl, Instant createdAt) {

		static LikeJson of(Likes.Like like) {
			Author author = like.author();
			return new LikeJson(author.handle(), author.name(), author.avatarUrl(), like.createdAt());
		}
	}

	private final Likes likes;

	LikeApi(Likes likes) {
		this.likes = likes;
	}

	@PutMapping("/api/v1/posts/{id}/like")
	Likes.State likePost(@PathVariable long id, Viewer viewer) {
		return likes.like(viewer, new Subject("post", id));
	}

	@DeleteMapping("/api/v1/posts/{id}/like")
	Likes.State unlikePost(@PathVariable long id, Viewer viewer) {
		return likes.unlike(viewer, new Subject("post", id));
	}

	@GetMapping("/api/v1/posts/{id}/likes")
	@Allow(Role.ANY)
	Slice<LikeJson> likesOfPost(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return likes.of(viewer, new Subject("post", id), Paging.of(limit, cursor, null)).map(LikeJson::of);
	}

	@PutMapping("/api/v1/comments/{id}/like")
	Likes.State likeComment(@PathVariable long id, Viewer viewer) {
		return likes.like(viewer, new Subject("comment", id));
	}

	@DeleteMapping("/api/v1/comments/{id}/like")
	Likes.State unlikeComment(@PathVariable long id, Viewer viewer) {
		return likes.unlike(viewer, new Subject("comment", id));
	}

	@GetMapping("/api/v1/comments/{id}/likes")
	@Allow(Role.ANY)
	Slice<LikeJson> likesOfComment(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return likes.of(viewer, new Subject("comment", id), Paging.of(limit, cursor, null)).map(LikeJson::of);
	}

	@PutMapping("/api/v1/products/{id}/like")
	Likes.State likeProduct(@PathVariable long id, Viewer viewer) {
		return likes.like(viewer, new Subject("product", id));
	}

	@DeleteMapping("/api/v1/products/{id}/like")
	Likes.State unlikeProduct(@PathVariable long id, Viewer viewer) {
		return likes.unlike(viewer, new Subject("product", id));
	}

	@GetMapping("/api/v1/products/{id}/likes")
	@Allow(Role.ANY)
	Slice<LikeJson> likesOfProduct(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return likes.of(viewer, new Subject("product", id), Paging.of(limit, cursor, null)).map(LikeJson::of);
	}
}
