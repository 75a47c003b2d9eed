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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Likes on things of a kind, at the addresses that {@link LikeRoutes} gives it. Liking twice is liking once; one may like one's own. */
@ResponseBody
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

	private final String kind;

	private final Likes likes;

	LikeApi(String kind, Likes likes) {
		this.kind = kind;
		this.likes = likes;
	}

	String kind() {
		return kind;
	}

	Likes.State like(@PathVariable long id, Viewer viewer) {
		return likes.like(viewer, new Subject(kind, id));
	}

	Likes.State unlike(@PathVariable long id, Viewer viewer) {
		return likes.unlike(viewer, new Subject(kind, id));
	}

	@Allow(Role.ANY)
	Slice<LikeJson> likes(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return likes.of(viewer, new Subject(kind, id), Paging.of(limit, cursor, null)).map(LikeJson::of);
	}
}
