package dev.madang.market.web;

import dev.madang.market.Product;
import dev.madang.market.ProductForm;
import dev.madang.market.ProductReading;
import dev.madang.market.Products;
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

/** One product: reading, offering, changing. Moderators change nothing but its status. */
@RestController
@RequestMapping("/api/v1/products")
@Allow(Role.MEMBER)
@Tag(name = "Market")
class ProductApi {

	private final Products products;

	private final ProductReading reading;

	private final ProductView view;

	private final IdempotentWrites writes;

	private final MergePatch mergePatch;

	ProductApi(Products products, ProductReading reading, ProductView view, IdempotentWrites writes, MergePatch mergePatch) {
		this.products = products;
		this.reading = reading;
		this.view = view;
		this.writes = writes;
		this.mergePatch = mergePatch;
	}

	@PostMapping
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProductJson.class)))
	ResponseEntity<String> offer(@RequestBody ProductForm form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/products", form, () -> {
			var product = products.offer(viewer, form);
			return new Created("/api/v1/products/" + product.id(), Etags.of(product.version()), view.whole(product, viewer));
		});
	}

	/** Counts one view, unless only the head is asked for. */
	@GetMapping("/{id}")
	@CachedForGuests
	@Allow(Role.ANY)
	ResponseEntity<ProductJson> read(@PathVariable long id,
			@RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch, HttpMethod method,
			Viewer viewer) {
		var product = HttpMethod.HEAD.equals(method) ? reading.get(id, viewer) : reading.view(id, viewer);
		return Etags.matches(ifNoneMatch, product.version())
				? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(Etags.of(product.version())).build()
				: answer(product, viewer);
	}

	@PutMapping("/{id}")
	ResponseEntity<ProductJson> replace(@PathVariable long id, @RequestBody ProductForm form,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(products.edit(viewer, id, before -> form, ifMatch), viewer);
	}

	@PatchMapping(path = "/{id}", consumes = { "application/json", "application/merge-patch+json" })
	ResponseEntity<ProductJson> change(@PathVariable long id, @RequestBody @PatchOf(ProductForm.class) JsonNode patch,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		return answer(products.edit(viewer, id, before -> mergePatch.apply(before, patch, ProductForm.class), ifMatch),
				viewer);
	}

	/** Hides it; a status of on_sale or sold_out shows it again. What a moderator has hidden, only a moderator shows. */
	@DeleteMapping("/{id}")
	ResponseEntity<Void> hide(@PathVariable long id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Viewer viewer) {
		products.hide(viewer, id, ifMatch);
		return ResponseEntity.noContent().build();
	}

	private ResponseEntity<ProductJson> answer(Product product, Viewer viewer) {
		return ResponseEntity.ok().eTag(Etags.of(product.version())).body(view.whole(product, viewer));
	}
}
