package dev.madang.events.web;

import java.util.List;
import java.util.Set;

import dev.madang.events.DeadLetters;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.engine.EngineAway;
import dev.madang.platform.web.Allow;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which admins see what came from a broker and could not be taken in, and send it again. */
@Controller
@RequestMapping("/admin/events/dead-letters")
@Allow(Role.ADMIN)
class DeadLetterPages {

	private static final int MOST = 50;

	/** Reasons that have words in the bundles. */
	private static final Set<String> NAMED = Set.of("too-large", "bad-field", "not-an-event", "not-json", "topic-taken",
			"empty", "failed");

	private final ObjectProvider<DeadLetters> letters;

	DeadLetterPages(ObjectProvider<DeadLetters> letters) {
		this.letters = letters;
	}

	@GetMapping
	ModelAndView latest(Page page, @RequestParam(defaultValue = "false") boolean sent, HttpServletResponse response) {
		var view = page.view("events/dead-letters", "most", MOST, "sent", sent, "named", NAMED);
		var there = letters.getIfAvailable();
		if (there == null) {
			return view.addObject("trouble", "off").addObject("letters", List.of());
		}
		try {
			return view.addObject("letters", there.latest(MOST));
		}
		catch (EngineAway e) {
			response.setStatus(503);
			return view.addObject("trouble", "away").addObject("letters", List.of());
		}
	}

	@PostMapping("/{topic}/retry")
	String retry(Page page, @PathVariable String topic, @RequestParam int partition, @RequestParam long position) {
		var there = letters.getIfAvailable();
		if (there == null) {
			throw Problem.notFound();
		}
		try {
			there.sendAgain(page.viewer(), topic, partition, position);
			return "redirect:/admin/events/dead-letters?sent=true";
		}
		catch (EngineAway e) {
			throw Problem.later(503, "engine-away", 5);
		}
	}
}
