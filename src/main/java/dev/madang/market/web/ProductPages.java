package dev.madang.market.web;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.market.Clicks;
import dev.madang.market.ProductReading;
import dev.madang.market.Products;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Prefetch;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.reaction.Likes;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A product, and what one does to it in place. */
@Controller
@Allow(Role.MEMBER)
class ProductPages {

	private final ProductReading reading;

	private final Products products;

	private final Likes likes;

	private final Clicks clicks;

	private final Markdown markdown;

	private final ProductView view;

	private final ProductMetadata metadata;

	ProductPages(ProductReading reading, Products products, Likes likes, Clicks clicks, Markdown markdown,
			ProductView view, ProductMetadata metadata) {
		this.metadata = metadata;
		this.view = view;
		this.reading = reading;
		this.products = products;
		this.likes = likes;
		this.clicks = clicks;
		this.markdown = markdown;
	}

	@GetMapping("/products/{id}")
	@CachedForGuests
	@Allow(Role.ANY)
	ModelAndView product(Page page, @PathVariable long id) {
		var product = reading.view(id, page.viewer());
		var pictures = view.pictures(product);
		return page.view("market/product", "product", product, "pictures", view.besidesText(product), "html",
				markdown.toHtml(product.description()), "metadata", metadata.of(product, pictures));
	}

	@PostMapping("/products/{id}/like")
	ModelAndView like(Page page, @PathVariable long id, @RequestParam boolean on, HttpServletRequest request) {
		var subject = new Subject("product", id);
		var state = on ? likes.like(page.viewer(), subject) : likes.unlike(page.viewer(), subject);
		var address = "/products/" + id;
		return "true".equals(request.getHeader("HX-Request"))
				? page.view("board/like", "address", address + "/like", "count", state.likeCount(), "liked",
						state.likedByMe())
				: new ModelAndView("redirect:" + address);
	}

	/** @param status on_sale, sold_out, hidden; or shown, for a hidden one as it was */
	@PostMapping("/products/{id}/status")
	ModelAndView status(Page page, @PathVariable long id, @RequestParam String status) {
		if ("hidden".equals(status)) {
			products.hide(page.viewer(), id, null);
			return new ModelAndView("redirect:/products/" + id);
		}
		return ProductView.placeOf("shown".equals(status)
				? products.restore(page.viewer(), id)
				: products.edit(page.viewer(), id, before -> before.of(status), null));
	}

	/** Leads to where it is sold: to the address that its seller gave and no other, without telling from where. */
	@GetMapping("/products/{id}/go")
	@Allow(Role.ANY)
	ResponseEntity<Void> go(Page page, @PathVariable long id, HttpMethod method) {
		var address = clicks.follow(id, page.viewer(), HttpMethod.GET.equals(method) && !Prefetch.isCurrent());
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address))
				.header("Referrer-Policy", "no-referrer").header("X-Robots-Tag", "noindex, nofollow")
				.header("Cache-Control", "no-store").build();
	}
}
