package dev.madang.board.web;

import java.time.Duration;
import java.util.List;

import dev.madang.board.MemberTags;
import dev.madang.board.VisibleTags;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.tagging.TagFollows;
import dev.madang.tagging.TagSuggestions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Allow(Role.ANY)
@io.swagger.v3.oas.annotations.tags.Tag(name = "Boards")
class TagApi {

	record Text(@Nullable String title, @Nullable String body) {
	}

	record Preferences(List<MemberTags.Preferred> items) {
	}

	private static final int MOST_BODY = 1 << 20;

	private final VisibleTags tags;

	private final TagSuggestions suggestions;

	private final MemberTags memberTags;

	private final TagFollows follows;

	private final Limits limits;

	TagApi(VisibleTags tags, TagSuggestions suggestions, MemberTags memberTags, TagFollows follows, Limits limits) {
		this.tags = tags;
		this.suggestions = suggestions;
		this.memberTags = memberTags;
		this.follows = follows;
		this.limits = limits;
	}

	/** The most used tags that begin with what one types. */
	@GetMapping("/api/v1/tags")
	@CachedForGuests
	Slice<VisibleTags.Tag> tags(@RequestParam(defaultValue = "") String q,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		return tags.beginningWith(q, viewer, Paging.of(limit, cursor, null));
	}

	/** Three to five tags that suit a text. */
	@PostMapping("/api/v1/tags/suggestions")
	@Allow(Role.MEMBER)
	TagSuggestions.Suggestions suggest(@RequestBody Text text, Viewer viewer) {
		new Checks().length("title", Texts.orEmpty(text.title()), 0, 200)
				.length("body", Texts.orEmpty(text.body()), 0, MOST_BODY)
				.that(!Texts.isBlank(Texts.orEmpty(text.title()) + Texts.orEmpty(text.body())), "title", "blank").done();
		limits.take("tag-suggestions", String.valueOf(viewer.id()), 60, Duration.ofMinutes(1));
		return suggestions.of(Texts.orEmpty(text.title()), Texts.orEmpty(text.body()), List.of());
	}

	/** The tags of one's own posts and those that one follows. */
	@GetMapping("/api/v1/users/me/tags")
	@Allow(Role.MEMBER)
	Preferences preferred(Viewer viewer) {
		return new Preferences(memberTags.of(viewer));
	}

	@PutMapping("/api/v1/users/me/tags/{name}/follow")
	@Allow(Role.MEMBER)
	ResponseEntity<Void> follow(@PathVariable String name, Viewer viewer) {
		follows.follow(viewer, name);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/api/v1/users/me/tags/{name}/follow")
	@Allow(Role.MEMBER)
	ResponseEntity<Void> unfollow(@PathVariable String name, Viewer viewer) {
		follows.unfollow(viewer, name);
		return ResponseEntity.noContent().build();
	}
}
