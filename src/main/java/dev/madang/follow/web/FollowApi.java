package dev.madang.follow.web;

import dev.madang.follow.Follows;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Viewers;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Following members, and who follows whom. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(Role.MEMBER)
@Tag(name = "Accounts")
class FollowApi {

	private final Follows follows;

	FollowApi(Follows follows) {
		this.follows = follows;
	}

	@PutMapping("/{handle}/follow")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void follow(@PathVariable String handle, Viewer viewer) {
		follows.follow(viewer, handle);
	}

	@DeleteMapping("/{handle}/follow")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unfollow(@PathVariable String handle, Viewer viewer) {
		follows.unfollow(viewer, handle);
	}

	/** Makes somebody follow one no longer. */
	@DeleteMapping("/me/followers/{handle}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeFollower(@PathVariable String handle, Viewer viewer) {
		follows.removeFollower(viewer, handle);
	}

	@GetMapping("/{handle}/followers")
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<Follows.Follower> followers(@PathVariable String handle, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return follows.followers(viewer, Viewers.own(handle, viewer), Paging.of(limit, cursor, null));
	}

	@GetMapping("/{handle}/following")
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<Follows.Follower> following(@PathVariable String handle, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return follows.following(viewer, Viewers.own(handle, viewer), Paging.of(limit, cursor, null));
	}
}
