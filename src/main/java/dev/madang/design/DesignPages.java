package dev.madang.design;

import java.util.stream.Stream;

import dev.madang.community.Accent;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.site.Demonstration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Allow(Role.ANY)
class DesignPages {

	private final Demonstration demonstration;

	DesignPages(Demonstration demonstration) {
		this.demonstration = demonstration;
	}

	@GetMapping("/design")
	ModelAndView design(Page page) {
		if (!demonstration.isServed()) {
			throw Problem.notFound();
		}
		return page.view("design/design", "accents", Accent.values(), "halves",
				Stream.of("light", "dark").map(theme -> Samples.of(theme, page)).toList());
	}
}
