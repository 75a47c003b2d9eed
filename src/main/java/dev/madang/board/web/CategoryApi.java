package dev.madang.board.web;

import java.util.Map;

import dev.madang.board.BoardKind;
import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.CategoryEditing;
import dev.madang.board.CategoryModerators;
import dev.madang.member.Author;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Created;
import dev.madang.platform.web.IdempotentWrites;
import dev.madang.platform.web.MergePatch;
import dev.madang.platform.web.PatchOf;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** The tree of categories, each after the one that it is in. */
@RestController
@RequestMapping("/api/v1/categories")
@Allow(Role.ADMIN)
@Tag(name = "Boards")
class CategoryApi {

	/** A category as the API shows one. */
	@Schema(name = "Category")
	record CategoryJson(String slug, String name, @Nullable String parent, String description, int position, int tier,
			int postCount, Role readRole, Role writeRole, BoardKind kind) {
	}

	private final Categories categories;

	private final CategoryEditing editing;

	private final MergePatch mergePatch;

	private final IdempotentWrites writes;

	private final CategoryModerators moderators;

	CategoryApi(Categories categories, CategoryEditing editing, MergePatch mergePatch, IdempotentWrites writes,
			CategoryModerators moderators) {
		this.moderators = moderators;
		this.writes = writes;
		this.categories = categories;
		this.editing = editing;
		this.mergePatch = mergePatch;
	}

	@GetMapping
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<CategoryJson> list(Viewer viewer) {
		var counts = categories.postCounts(viewer);
		return new Slice<>(categories.tree().readable(viewer).stream().map(category -> json(category, counts)).toList(), null);
	}

	@PostMapping
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CategoryJson.class)))
	ResponseEntity<String> create(@RequestBody CategoryEditing.Form form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/categories", form, () -> {
			var created = json(stored(editing.create(viewer, form)), categories.postCounts(viewer));
			return new Created("/api/v1/categories/" + UriUtils.encodePathSegment(created.slug(), "UTF-8"), "", created);
		});
	}

	@PatchMapping(path = "/{slug}", consumes = { "application/json", "application/merge-patch+json" })
	CategoryJson change(@PathVariable String slug, @RequestBody @PatchOf(CategoryEditing.Form.class) JsonNode patch,
			Viewer viewer) {
		var id = categories.get(slug, viewer).id();
		editing.change(viewer, id, form -> mergePatch.apply(form, patch, CategoryEditing.Form.class));
		return json(stored(id), categories.postCounts(viewer));
	}

	/** @param moveTo the slug of the category that takes its posts */
	@DeleteMapping("/{slug}")
	ResponseEntity<Void> remove(@PathVariable String slug, @RequestParam(required = false) @Nullable String moveTo,
			Viewer viewer) {
		editing.remove(viewer, categories.get(slug, viewer), moveTo == null ? null : categories.get(moveTo, viewer));
		return ResponseEntity.noContent().build();
	}

	/** The members who moderate this category and what is below it. */
	@GetMapping("/{slug}/moderators")
	Slice<Author> moderators(@PathVariable String slug, Viewer viewer) {
		return new Slice<>(moderators.of(categories.get(slug, viewer)), null);
	}

	@PutMapping("/{slug}/moderators/{handle}")
	ResponseEntity<Void> addModerator(@PathVariable String slug, @PathVariable String handle, Viewer viewer) {
		moderators.add(viewer, categories.get(slug, viewer), handle);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/{slug}/moderators/{handle}")
	ResponseEntity<Void> removeModerator(@PathVariable String slug, @PathVariable String handle, Viewer viewer) {
		moderators.remove(viewer, categories.get(slug, viewer), handle);
		return ResponseEntity.noContent().build();
	}

	private Category stored(long id) {
		return categories.stored().find(id).orElseThrow(Problem::notFound);
	}

	private CategoryJson json(Category category, Map<Long, Integer> counts) {
		var parent = categories.tree().parent(category);
		return new CategoryJson(category.slug(), category.name(), parent == null ? null : parent.slug(),
				category.description(), category.position(), category.tier(), counts.getOrDefault(category.id(), 0),
				category.readRole(), category.writeRole(), category.kind());
	}
}
