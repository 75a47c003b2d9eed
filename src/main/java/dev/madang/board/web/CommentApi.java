package dev.madang.board.web;

import dev.madang.board.Comment;
import dev.madang.board.Comments;
import dev.madang.board.Threads;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Created;
import dev.madang.platform.web.Etags;
import dev.madang.platform.web.IdempotentWrites;
import dev.madang.platform.web.MergePatch;
import dev.madang.platform.web.PatchOf;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Comments and replies. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.ANY)
@Tag(name = "Boards")
class CommentApi {

	record NewComment(@Nullable String body, @Nullable Long parentId) {
	}

	record Body(@Nullable String body) {
	}

	private final Comments comments;

	private final Threads threads;

	private final Markdown markdown;

	private final IdempotentWrites writes;

	private final MergePatch mergePatch;

	CommentApi(Comments comments, Threads threads, Markdown markdown, IdempotentWrites writes,
			MergePatch mergePatch) {
		this.comments = comments;
		this.threads = threads;
		this.markdown = markdown;
		this.writes = writes;
		this.mergePatch = mergePatch;
	}

	/** The thread of a post: flat, a reply after its parent, the oldest first. */
	@GetMapping("/posts/{id}/comments")
	@CachedForGuests
	Slice<CommentJson> thread(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return threads.of(id, viewer, Paging.of(limit, cursor, null)).map(comment -> json(comment, viewer));
	}

	@PostMapping("/posts/{id}/comments")
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CommentJson.class)))
	@Allow(Role.MEMBER)
	ResponseEntity<String> add(@PathVariable long id, @RequestBody NewComment form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/posts/" + id + "/comments", form, () -> {
			var comment = comments.add(viewer, id, form.body(), form.parentId());
			return new Created("/api/v1/comments/" + comment.id(), Etags.of(comment.version()), json(comment, viewer));
		});
	}

	@GetMapping("/comments/{id}")
	@CachedForGuests
	ResponseEntity<CommentJson> read(@PathVariable long id,
			@RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch, Viewer viewer) {
		var comment = comments.get(id, viewer);
		return Etags.matches(ifNoneMatch, comment.version())
				? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(Etags.of(comment.version())).build()
				: answer(comment, viewer);
	}

	/** What is below a comment, as flat as its post's thread. */
	@GetMapping("/comments/{id}/replies")
	@CachedForGuests
	Slice<CommentJson> replies(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return threads.below(comments.place(id, viewer), viewer, Paging.of(limit, cursor, null))
				.map(comment -> json(comment, viewer));
	}

	@PutMapping("/comments/{id}")
	@Allow(Role.MEMBER)
	ResponseEntity<CommentJson> replace(@PathVariable long id, @RequestBody Body form,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(comments.edit(viewer, id, before -> form.body(), ifMatch), viewer);
	}

	@PatchMapping(path = "/comments/{id}", consumes = { "application/json", "application/merge-patch+json" })
	@Allow(Role.MEMBER)
	ResponseEntity<CommentJson> change(@PathVariable long id, @RequestBody @PatchOf(Body.class) JsonNode patch,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(
				comments.edit(viewer, id, before -> mergePatch.apply(new Body(before), patch, Body.class).body(), ifMatch),
				viewer);
	}

	@DeleteMapping("/comments/{id}")
	@Allow(Role.MEMBER)
	ResponseEntity<Void> remove(@PathVariable long id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		comments.remove(viewer, id, ifMatch);
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/comments/{id}/restore")
	@Allow(Role.MEMBER)
	ResponseEntity<CommentJson> restore(@PathVariable long id, Viewer viewer) {
		return answer(comments.restore(viewer, id), viewer);
	}

	private ResponseEntity<CommentJson> answer(Comment comment, Viewer viewer) {
		return ResponseEntity.ok().eTag(Etags.of(comment.version())).body(json(comment, viewer));
	}

	private CommentJson json(Comment comment, Viewer viewer) {
		return CommentJson.of(comment, viewer, markdown);
	}
}
