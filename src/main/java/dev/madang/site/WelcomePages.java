package dev.madang.site;

import java.util.Arrays;
import java.util.Set;

import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where new members choose what they want to read. */
@Controller
@RequestMapping("/welcome")
@Allow(Role.MEMBER)
class WelcomePages {

	private static final int TAGS = 18;

	private static final int PEOPLE = 8;

	private final Interests interests;

	WelcomePages(Interests interests) {
		this.interests = interests;
	}

	@GetMapping
	ModelAndView form(Page page) {
		var viewer = page.viewer();
		return page.view("site/welcome", "boards", interests.boards(viewer), "muted", interests.muted(viewer), "tags",
				interests.tags(viewer, TAGS), "people", interests.people(viewer, PEOPLE));
	}

	/**
	 * @param offered the slugs of the boards that the page showed, in one field: a form has room for a thousand
	 * @throws Problem 400 for more than can be chosen here
	 */
	@PostMapping
	String choose(Page page, @RequestParam(defaultValue = "") String offered,
			@RequestParam(required = false) @Nullable Set<String> board,
			@RequestParam(required = false) @Nullable Set<String> tag,
			@RequestParam(required = false) @Nullable Set<String> person) {
		if (orNone(tag).size() > TAGS || orNone(person).size() > PEOPLE) {
			throw Problem.malformed("bad-parameter", "tag");
		}
		interests.choose(page.viewer(), Set.copyOf(Arrays.asList(offered.split(" "))), orNone(board), orNone(tag),
				orNone(person));
		return "redirect:/";
	}

	private static Set<String> orNone(@Nullable Set<String> chosen) {
		return chosen == null ? Set.of() : chosen;
	}
}
