package dev.madang.catalog.web;

import dev.madang.catalog.BookLookup;
import dev.madang.catalog.Item;
import dev.madang.catalog.ItemForm;
import dev.madang.catalog.ItemLists;
import dev.madang.catalog.ItemQuery;
import dev.madang.catalog.Items;
import dev.madang.catalog.Merging;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Books and films. The id of a duplicate that was merged answers with the item that it stands for. */
@RestController
@RequestMapping("/api/v1/items")
@Allow(Role.MODERATOR)
@Tag(name = "Books")
class ItemApi {

	/** @param into the id of the item that stays */
	record Into(@Nullable Long into) {
	}

	private final Items items;

	private final ItemLists lists;

	private final Merging merging;

	private final BookLookup lookup;

	private final IdempotentWrites writes;

	private final MergePatch mergePatch;

	ItemApi(Items items, ItemLists lists, Merging merging, BookLookup lookup, IdempotentWrites writes,
			MergePatch mergePatch) {
		this.items = items;
		this.lists = lists;
		this.merging = merging;
		this.lookup = lookup;
		this.writes = writes;
		this.mergePatch = mergePatch;
	}

	/**
	 * Lists items: by cursor, or by page number with a total.
	 *
	 * @param q a part of the title or of a creator's name; white space does not matter
	 * @param kind book or film
	 * @param sort latest (added), popular (most reviewed), rating, or relevance, which is usual with q
	 */
	@GetMapping
	@CachedForGuests
	@Allow(Role.ANY)
	@ListOf(ItemJson.class)
	Object list(@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer page,
			Viewer viewer) {
		var query = ItemQuery.of(q, kind, sort, Paging.of(limit, cursor, page));
		if (!query.paging().isNumbered()) {
			return lists.slice(query, viewer).map(ItemJson::of);
		}
		var numbered = lists.numbered(query, viewer);
		return new Numbered<>(numbered.items().stream().map(ItemJson::of).toList(), numbered.page(), numbered.size(),
				numbered.total(), numbered.totalIsAtLeast());
	}

	@GetMapping("/{id}")
	@CachedForGuests
	@Allow(Role.ANY)
	ResponseEntity<ItemJson> read(@PathVariable long id,
			@RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch) {
		var item = items.get(id);
		return Etags.matches(ifNoneMatch, item.version())
				? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(Etags.of(item.version())).build()
				: answer(item);
	}

	@PostMapping
	@Allow(Role.MEMBER)
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ItemJson.class)))
	ResponseEntity<String> add(@RequestBody ItemForm form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/items", form, () -> {
			var item = items.add(viewer, form);
			return new Created("/api/v1/items/" + item.id(), Etags.of(item.version()), ItemJson.of(item));
		});
	}

	@PatchMapping(path = "/{id}", consumes = { "application/json", "application/merge-patch+json" })
	ResponseEntity<ItemJson> change(@PathVariable long id, @RequestBody @PatchOf(ItemForm.class) JsonNode patch,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(items.edit(viewer, id, before -> mergePatch.apply(before, patch, ItemForm.class), ifMatch));
	}

	/** Makes one of two duplicates: all that is about this item is about the other then. */
	@PostMapping("/{id}/merge")
	ResponseEntity<ItemJson> merge(@PathVariable long id, @RequestBody Into form, Viewer viewer) {
		if (form.into() == null) {
			throw Problem.invalid("into", "missing");
		}
		return answer(merging.merge(viewer, id, form.into()));
	}

	/** Takes a merge back: exactly what moved moves back. */
	@PostMapping("/{id}/unmerge")
	ResponseEntity<ItemJson> unmerge(@PathVariable long id, Viewer viewer) {
		return answer(merging.unmerge(viewer, id));
	}

	/** The book of an ISBN, from here or from the outside catalogue. */
	@GetMapping("/lookup")
	@Allow(Role.MEMBER)
	BookJson lookup(@RequestParam String isbn, Viewer viewer) {
		return BookJson.of(lookup.find(viewer, isbn));
	}

	private static ResponseEntity<ItemJson> answer(Item item) {
		return ResponseEntity.ok().eTag(Etags.of(item.version())).body(ItemJson.of(item));
	}
}
