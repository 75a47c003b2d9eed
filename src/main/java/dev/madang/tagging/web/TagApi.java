package dev.madang.tagging.web;

import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.web.Allow;
import dev.madang.tagging.Tags;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Allow(Role.ANY)
@io.swagger.v3.oas.annotations.tags.Tag(name = "Boards")
class TagApi {

	private final Tags tags;

	TagApi(Tags tags) {
		this.tags = tags;
	}

	/** The most used tags that begin with what one types. */
	@GetMapping("/api/v1/tags")
	Slice<Tags.Tag> tags(@RequestParam(defaultValue = "") String q) {
		return new Slice<>(tags.beginningWith(q, 20), null);
	}
}
