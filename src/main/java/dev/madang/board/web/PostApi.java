package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Post;
import dev.madang.board.PostForm;
import dev.madang.board.PostHiding;
import dev.madang.board.PostReading;
import dev.madang.board.Posts;
import dev.madang.platform.Role;
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
import org.springframework.http.HttpMethod;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One post: reading and writing it, hiding and restoring it. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.MEMBER)
@Tag(name = "Boards")
class PostApi {

	private final Posts posts;

	private final PostHiding hiding;

	private final PostReading reading;

	private final PostView view;

	private final IdempotentWrites writes;

	private final MergePatch mergePatch;

	private final TagIdeas tagIdeas;

	PostApi(Posts posts, PostHiding hiding, PostReading reading, PostView view, IdempotentWrites writes, MergePatch mergePatch,
			TagIdeas tagIdeas) {
		this.posts = posts;
		this.hiding = hiding;
		this.reading = reading;
		this.view = view;
		this.writes = writes;
		this.mergePatch = mergePatch;
		this.tagIdeas = tagIdeas;
	}

	@PostMapping("/posts")
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PostJson.class)))
	ResponseEntity<String> publish(@RequestBody PostForm form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		var suggested = writes.isAnswered(key, viewer) ? List.<String>of() : tagIdeas.of(form.checked(), viewer).names();
		return writes.once(key, viewer, "/posts", form, () -> {
			var post = posts.publish(viewer, form.tagged(suggested));
			return new Created("/api/v1/posts/" + post.id(), Etags.of(post.version()),
					view.whole(post, viewer).suggesting(suggested));
		});
	}

	@GetMapping("/posts/{id}")
	@CachedForGuests
	@Allow(Role.ANY)
	ResponseEntity<PostJson> read(@PathVariable long id,
			@RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch, HttpMethod method,
			Viewer viewer) {
		var post = HttpMethod.HEAD.equals(method) ? reading.get(id, viewer) : reading.view(id, viewer);
		return Etags.matches(ifNoneMatch, post.version())
				? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(Etags.of(post.version())).build()
				: answer(post, viewer);
	}

	@PutMapping("/posts/{id}")
	ResponseEntity<PostJson> replace(@PathVariable long id, @RequestBody PostForm form,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(posts.edit(viewer, id, before -> form, ifMatch), viewer);
	}

	@PatchMapping(path = "/posts/{id}", consumes = { "application/json", "application/merge-patch+json" })
	ResponseEntity<PostJson> change(@PathVariable long id, @RequestBody @PatchOf(PostForm.class) JsonNode patch,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(posts.edit(viewer, id, before -> mergePatch.apply(before, patch, PostForm.class), ifMatch), viewer);
	}

	@DeleteMapping("/posts/{id}")
	ResponseEntity<Void> hide(@PathVariable long id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		hiding.hide(viewer, id, ifMatch);
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/posts/{id}/restore")
	ResponseEntity<PostJson> restore(@PathVariable long id, Viewer viewer) {
		return answer(hiding.restore(viewer, id), viewer);
	}

	private ResponseEntity<PostJson> answer(Post post, Viewer viewer) {
		return ResponseEntity.ok().eTag(Etags.of(post.version())).body(view.whole(post, viewer));
	}
}
