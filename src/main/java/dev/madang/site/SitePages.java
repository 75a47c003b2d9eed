package dev.madang.site;

import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.Allow;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Pages for robots and developers. */
@Controller
@Allow(Role.ANY)
class SitePages {

	private final SiteUrl site;

	SitePages(SiteUrl site) {
		this.site = site;
	}

	@GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
	@ResponseBody
	String robots() {
		return """
				User-agent: *
				Disallow: /api/
				Disallow: /login
				Disallow: /signup
				Disallow: /write
				Disallow: /bookmarks
				Disallow: /admin/
				# %s
				""".formatted(site.of("/"));
	}

	@GetMapping("/redoc")
	ModelAndView redoc() {
		return new ModelAndView("site/redoc");
	}
}
