package dev.madang.market.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.market.Product;
import dev.madang.market.ProductReading;
import dev.madang.market.Products;
import dev.madang.media.Picture;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Offering and editing. A form that is refused comes back as it was, with what to mend. */
@Controller
@Allow(Role.MEMBER)
class ProductEditPages {

	private final Products products;

	private final ProductReading reading;

	private final ProductView view;

	ProductEditPages(Products products, ProductReading reading, ProductView view) {
		this.view = view;
		this.products = products;
		this.reading = reading;
	}

	@GetMapping("/products/new")
	ModelAndView add(Page page) {
		return form(page, null, ProductEntry.EMPTY, null);
	}

	@PostMapping("/products/new")
	ModelAndView offer(Page page, @ModelAttribute ProductEntry.Filled filled, HttpServletResponse response) {
		try {
			return new ModelAndView("redirect:/products/" + products.offer(page.viewer(), filled.entry().form()).id());
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return form(page, null, filled.entry(), problem);
		}
	}

	@GetMapping("/products/{id}/edit")
	ModelAndView edit(Page page, @PathVariable long id) {
		var product = reading.get(id, page.viewer());
		if (!page.viewer().is(product.sellerId())) {
			throw Problem.forbidden("not-yours");
		}
		return form(page, product, ProductEntry.of(product), null);
	}

	@PostMapping("/products/{id}/edit")
	ModelAndView save(Page page, @PathVariable long id, @ModelAttribute ProductEntry.Filled filled,
			HttpServletResponse response) {
		var product = reading.get(id, page.viewer());
		if (!page.viewer().is(product.sellerId())) {
			throw Problem.forbidden("not-yours");
		}
		var entry = filled.entry();
		try {
			products.edit(page.viewer(), id, before -> entry.form(), Etags.of(entry.version()));
			return new ModelAndView("redirect:/products/" + id);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return form(page, product, problem.status() == 412 ? entry.of(product.version()) : entry, problem);
		}
	}

	/** @param product that is edited, or null for a new one */
	private ModelAndView form(Page page, @Nullable Product product, ProductEntry entry, @Nullable Problem problem) {
		var pictures = product == null
				? List.<Picture>of()
				: view.pictures(product).stream().filter(picture -> entry.imageIds().contains(picture.id())).toList();
		var form = page.view("market/edit", "id", product == null ? 0L : product.id(), "entry", entry, "pictures", pictures);
		return problem == null ? form : form.addObject("problem", problem);
	}
}
