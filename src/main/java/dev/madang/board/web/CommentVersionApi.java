package dev.madang.board.web;

import java.time.Instant;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.CommentVersions;
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

/** What comments said before. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.ANY)
@Tag(name = "Boards")
class CommentVersionApi {

	/** What a comment said before. */
	@Schema(name = "CommentVersion")
	record VersionJson(int version, @Nullable Author editor, String body, String bodyHtml, Instant createdAt) {
	}

	private final CommentVersions versions;

	private final Markdown markdown;

	CommentVersionApi(CommentVersions versions, Markdown markdown) {
		this.versions = versions;
		this.markdown = markdown;
	}

	@GetMapping("/comments/{id}/versions")
	Slice<VersionJson> versions(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return versions.list(id, viewer, Paging.of(limit, cursor, null)).map(this::json);
	}

	@GetMapping("/comments/{id}/versions/{number}")
	VersionJson version(@PathVariable long id, @PathVariable int number, Viewer viewer) {
		return json(versions.get(id, number, viewer));
	}

	@GetMapping(path = "/comments/{id}/versions.csv", produces = "text/csv")
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
	void csv(@PathVariable long id, Viewer viewer, HttpServletResponse response) {
		var csv = new Csv(response, "comment-" + id + "-versions.csv", "version", "createdAt", "editor", "body");
		versions.each(id, viewer, version -> {
			var editor = version.editor();
			csv.row(String.valueOf(version.version()), version.createdAt().toString(), editor == null ? "" : editor.handle(),
					version.body());
		});
	}

	@DeleteMapping("/comments/{id}/versions/{number}")
	@Allow(Role.MEMBER)
	ResponseEntity<Void> purge(@PathVariable long id, @PathVariable int number, Viewer viewer) {
		versions.purge(id, number, viewer);
		return ResponseEntity.noContent().build();
	}

	private VersionJson json(CommentVersions.Version version) {
		return new VersionJson(version.version(), version.editor(), version.body(), markdown.toHtml(version.body()),
				version.createdAt());
	}
}
