package dev.madang.market.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.market.ProductReading;
import dev.madang.market.Products;
import dev.madang.media.FormPictures;
import dev.madang.media.FormUploads;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Offering and editing. A form that is refused comes back as it was, with what to mend. */
@Controller
@Allow(Role.MEMBER)
class ProductEditPages {

	private final Products products;

	private final ProductReading reading;

	private final FormPictures pictures;

	private final FormUploads uploads;

	ProductEditPages(Products products, ProductReading reading, FormPictures pictures, FormUploads uploads) {
		this.pictures = pictures;
		this.uploads = uploads;
		this.products = products;
		this.reading = reading;
	}

	@GetMapping("/products/new")
	ModelAndView add(Page page) {
		return form(page, 0, ProductEntry.EMPTY, null);
	}

	@PostMapping("/products/new")
	ModelAndView offer(Page page, @ModelAttribute ProductEntry.Filled filled,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var entry = filled.entry();
		try {
			entry = with(picture, entry, page);
			pictures.describe(page.viewer(), entry.imageIds(), entry.words());
			return ProductView.placeOf(products.offer(page.viewer(), entry.form()));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return form(page, 0, entry, problem);
		}
	}

	@GetMapping("/products/{id}/edit")
	ModelAndView edit(Page page, @PathVariable long id) {
		var product = reading.get(id, page.viewer());
		if (!page.viewer().is(product.sellerId())) {
			throw Problem.forbidden("not-yours");
		}
		return form(page, id, ProductEntry.of(product), null);
	}

	@PostMapping("/products/{id}/edit")
	ModelAndView save(Page page, @PathVariable long id, @ModelAttribute ProductEntry.Filled filled,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		var product = reading.get(id, page.viewer());
		if (!page.viewer().is(product.sellerId())) {
			throw Problem.forbidden("not-yours");
		}
		var entry = filled.entry();
		try {
			entry = with(picture, entry, page);
			pictures.describe(page.viewer(), entry.imageIds(), entry.words());
			var asked = entry.form();
			var saved = products.edit(page.viewer(), id, before -> asked, Etags.of(entry.version()));
			return "hidden".equals(entry.status())
					? new ModelAndView("redirect:/products/" + id)
					: ProductView.placeOf(saved);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return form(page, id, problem.status() == 412 ? entry.of(product.version()) : entry, problem);
		}
	}

	/** Takes a picture along with the form, where no script sends it. */
	@PostMapping("/products/pictures")
	ModelAndView picture(Page page, @ModelAttribute ProductEntry.Filled filled, @RequestParam(defaultValue = "0") long id,
			@RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response) throws IOException {
		try {
			return form(page, id, filled.entry().with(uploads.take(page.viewer(), picture)), null);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return form(page, id, filled.entry(), problem);
		}
	}

	/** A file that was chosen and not yet added comes with the form, where no script has sent it. */
	private ProductEntry with(@Nullable MultipartFile picture, ProductEntry entry, Page page) throws IOException {
		return FormUploads.isChosen(picture) ? entry.with(uploads.take(page.viewer(), picture)) : entry;
	}

	/** @param id of the product that is edited, or 0 for a new one */
	private ModelAndView form(Page page, long id, ProductEntry entry, @Nullable Problem problem) {
		var form = page.view("market/edit", "id", id, "entry", entry, "pictures",
				pictures.of(page.viewer(), entry.imageIds(), entry.words()));
		return problem == null ? form : form.addObject("problem", problem);
	}
}
