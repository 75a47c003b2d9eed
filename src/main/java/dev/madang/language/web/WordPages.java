package dev.madang.language.web;

import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.language.CommunityWord;
import dev.madang.language.CommunityWords;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which admins keep the community's words. */
@Controller
@RequestMapping("/admin/dictionary")
@Allow(Role.ADMIN)
class WordPages {

	private final CommunityWords words;

	WordPages(CommunityWords words) {
		this.words = words;
	}

	@GetMapping
	ModelAndView all(Page page) {
		return page.view("language/dictionary", "words", words.all(), "form", new CommunityWord("", List.of(), List.of()));
	}

	@PostMapping
	ModelAndView put(Page page, @RequestParam(defaultValue = "") String word, @RequestParam(defaultValue = "") String parts,
			@RequestParam(defaultValue = "") String variants, HttpServletResponse response) {
		var form = new CommunityWord(word.strip(), split(parts), split(variants));
		try {
			words.put(page.viewer(), form);
			return new ModelAndView("redirect:/admin/dictionary");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("language/dictionary", "words", words.all(), "form", form, "problem", problem);
		}
	}

	@PostMapping("/remove")
	String remove(Page page, @RequestParam String word) {
		words.remove(page.viewer(), word);
		return "redirect:/admin/dictionary";
	}

	private static List<String> split(String text) {
		return Arrays.stream(text.strip().split("[\\s,]+")).filter(part -> !part.isEmpty()).toList();
	}
}
