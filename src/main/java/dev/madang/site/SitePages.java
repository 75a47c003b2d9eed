package dev.madang.site;

import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Pages for developers. */
@Controller
@Allow(Role.ANY)
class SitePages {

	@GetMapping("/redoc")
	ModelAndView redoc() {
		return new ModelAndView("site/redoc");
	}
}
