package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Bookmarks;
import dev.madang.board.Post;
import dev.madang.board.PostForm;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.board.PostReading;
import dev.madang.board.Posts;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Created;
import dev.madang.platform.web.Etags;
import dev.madang.platform.web.IdempotentWrites;
import dev.madang.platform.web.ListOf;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Posts: lists, reading, writing. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.MEMBER)
@Tag(name = "Boards")
class PostApi {

	private final Posts posts;

	private final PostReading reading;

	private final PostLists lists;

	private final PostView view;

	private final IdempotentWrites writes;

	private final MergePatch mergePatch;

	private final TagIdeas tagIdeas;

	private final Bookmarks bookmarks;

	PostApi(Posts posts, PostReading reading, PostLists lists, PostView view, IdempotentWrites writes, MergePatch mergePatch,
			TagIdeas tagIdeas, Bookmarks bookmarks) {
		this.bookmarks = bookmarks;
		this.posts = posts;
		this.reading = reading;
		this.lists = lists;
		this.view = view;
		this.writes = writes;
		this.mergePatch = mergePatch;
		this.tagIdeas = tagIdeas;
	}

	/**
	 * Lists posts: by cursor, or by page number with a total.
	 *
	 * @param category a slug; its children are included
	 * @param q words in title or body, or the beginning of the author's name. While there is no index that knows them, they are
	 *        looked for row by row, and the header {@code Madang-Index} says {@code missing}
	 * @param sort latest, popular or discussed
	 */
	@GetMapping("/posts")
	@Allow(Role.ANY)
	@ListOf(PostJson.class)
	Object list(@RequestParam(required = false) @Nullable String category, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String author, @RequestParam(required = false) @Nullable Long item,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer page, Viewer viewer) {
		var query = PostQuery.of(category, tag, author, item, q, sort, Paging.of(limit, cursor, page));
		var list = list(query, viewer);
		return lists.isWithoutIndex(query) ? ResponseEntity.ok().header("Madang-Index", "missing").body(list) : list;
	}

	private Object list(PostQuery query, Viewer viewer) {
		if (!query.paging().isNumbered()) {
			return lists.slice(query, viewer).map(post -> view.row(post, viewer));
		}
		var numbered = lists.numbered(query, viewer);
		return new Numbered<>(numbered.items().stream().map(post -> view.row(post, viewer)).toList(), numbered.page(),
				numbered.size(), numbered.total(), numbered.totalIsAtLeast());
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
		posts.hide(viewer, id, ifMatch);
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/posts/{id}/restore")
	ResponseEntity<PostJson> restore(@PathVariable long id, Viewer viewer) {
		return answer(posts.restore(viewer, id), viewer);
	}

	@PutMapping("/posts/{id}/bookmark")
	ResponseEntity<Void> bookmark(@PathVariable long id, Viewer viewer) {
		bookmarks.keep(viewer, id);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/posts/{id}/bookmark")
	ResponseEntity<Void> removeBookmark(@PathVariable long id, Viewer viewer) {
		bookmarks.remove(viewer, id);
		return ResponseEntity.noContent().build();
	}

	/** What one keeps, the latest first; nobody else sees it. */
	@GetMapping("/users/me/bookmarks")
	Slice<PostJson> bookmarks(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return lists.bookmarks(viewer, Paging.of(limit, cursor, null)).map(post -> view.row(post, viewer));
	}

	private ResponseEntity<PostJson> answer(Post post, Viewer viewer) {
		return ResponseEntity.ok().eTag(Etags.of(post.version())).body(view.whole(post, viewer));
	}
}
