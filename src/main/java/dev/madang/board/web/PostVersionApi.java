package dev.madang.board.web;

import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.board.PostVersions;
import dev.madang.board.PostVersions.Version;
import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a post said before. */
@RestController
@RequestMapping("/api/v1/posts/{id}")
@Allow(Role.ANY)
@Tag(name = "Boards")
class PostVersionApi {

	/** A version; its body only when it is asked for by its number. */
	@Schema(name = "PostVersion")
	record VersionJson(int version, @Nullable Author editor, String title, String excerpt,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String body,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String bodyHtml, List<String> tags, Instant createdAt) {
	}

	private final PostVersions versions;

	private final Markdown markdown;

	PostVersionApi(PostVersions versions, Markdown markdown) {
		this.versions = versions;
		this.markdown = markdown;
	}

	@GetMapping("/versions")
	Slice<VersionJson> list(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return versions.list(id, viewer, Paging.of(limit, cursor, null)).map(version -> json(version, false));
	}

	@GetMapping("/versions/{number}")
	VersionJson one(@PathVariable long id, @PathVariable int number, Viewer viewer) {
		return json(versions.get(id, number, viewer), true);
	}

	@GetMapping(path = "/versions.csv", produces = "text/csv")
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
	void csv(@PathVariable long id, Viewer viewer, HttpServletResponse response) {
		var csv = new Csv(response, "post-" + id + "-versions.csv", "version", "createdAt", "editor", "title", "body", "tags");
		versions.each(id, viewer, version -> {
			var editor = version.editor();
			csv.row(String.valueOf(version.version()), version.createdAt().toString(), editor == null ? "" : editor.handle(),
					version.title(), version.body(), String.join(", ", version.tags()));
		});
	}

	@DeleteMapping("/versions/{number}")
	@Allow(Role.MEMBER)
	ResponseEntity<Void> purge(@PathVariable long id, @PathVariable int number, Viewer viewer) {
		versions.purge(id, number, viewer);
		return ResponseEntity.noContent().build();
	}

	private VersionJson json(Version version, boolean whole) {
		return new VersionJson(version.version(), version.editor(), version.title(), markdown.excerpt(version.body()),
				whole ? version.body() : null, whole ? markdown.toHtml(version.body()) : null, version.tags(),
				version.createdAt());
	}
}
