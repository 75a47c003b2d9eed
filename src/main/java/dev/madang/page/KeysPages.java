package dev.madang.page;

import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the keys of a keyboard do; the script shows the same above any other page. */
@Controller
@Allow(Role.ANY)
class KeysPages {

	@GetMapping("/keys")
	@CachedForGuests
	ModelAndView keys(Page page) {
		return page.view("page/keys");
	}
}
