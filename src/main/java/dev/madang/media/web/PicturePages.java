package dev.madang.media.web;

import java.io.IOException;
import java.util.Optional;

import dev.madang.media.Completion;
import dev.madang.media.Library;
import dev.madang.media.Picture;
import dev.madang.media.Uploads;
import dev.madang.media.Uploads.Allowed;
import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** One's own pictures, and what the page's script asks for while it sends one. */
@Controller
@RequestMapping("/settings/pictures")
@Allow(Role.MEMBER)
class PicturePages {

	private static final int AT_ONCE = 48;

	private final Library library;

	private final Uploads uploads;

	private final Completion completion;

	PicturePages(Library library, Uploads uploads, Completion completion) {
		this.library = library;
		this.uploads = uploads;
		this.completion = completion;
	}

	@GetMapping
	ModelAndView list(Page page, @RequestParam Optional<Long> before, @RequestParam(defaultValue = "") String said) {
		var pictures = library.list(page.viewer(), before.orElse(Long.MAX_VALUE), AT_ONCE + 1);
		var shown = pictures.stream().limit(AT_ONCE).toList();
		return page.view("media/list", "pictures", shown, "used", uploads.used(page.viewer()), "quota", uploads.quota(), "said",
				"removed".equals(said) ? page.t("pictures.removed") : "saved".equals(said) ? page.t("pictures.saved") : "",
				"more",
				pictures.size() > AT_ONCE ? "/settings/pictures?before=" + shown.getLast().picture().id() : "");
	}

	@PostMapping("/{id}")
	String change(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String alt,
			@RequestParam(defaultValue = "false") boolean remove) {
		if (remove) {
			library.delete(page.viewer(), id);
		}
		else {
			library.describe(page.viewer(), id, alt);
		}
		return "redirect:/settings/pictures?said=" + (remove ? "removed" : "saved");
	}

	@PostMapping("/uploads")
	@ResponseBody
	Allowed allow(@RequestBody Uploads.Form form, Viewer viewer) {
		return uploads.allow(viewer, form);
	}

	@PostMapping("/{id}/complete")
	@ResponseBody
	Picture complete(@PathVariable long id, Viewer viewer) throws IOException {
		completion.complete(viewer, id);
		return library.get(viewer, id);
	}
}
