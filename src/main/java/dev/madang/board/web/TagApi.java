package dev.madang.board.web;

import dev.madang.board.VisibleTags;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Allow(Role.ANY)
@io.swagger.v3.oas.annotations.tags.Tag(name = "Boards")
class TagApi {

	private final VisibleTags tags;

	TagApi(VisibleTags tags) {
		this.tags = tags;
	}

	/** The most used tags that begin with what one types. */
	@GetMapping("/api/v1/tags")
	Slice<VisibleTags.Tag> tags(@RequestParam(defaultValue = "") String q,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		return tags.beginningWith(q, viewer, Paging.of(limit, cursor, null));
	}
}
