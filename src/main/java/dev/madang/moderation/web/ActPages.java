package dev.madang.moderation.web;

import java.util.List;

import dev.madang.moderation.Acts;
import dev.madang.moderation.Targets;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What those in charge did. */
@Controller
@Allow(Role.ANY)
class ActPages {

	private final Acts acts;

	private final Targets targets;

	ActPages(Acts acts, Targets targets) {
		this.acts = acts;
		this.targets = targets;
	}

	/** For others without names and texts, where the setting allows it at all. */
	@GetMapping("/moderation")
	ModelAndView acts(Page page, @RequestParam(required = false) @Nullable String cursor) {
		if (!acts.isReadableBy(page.viewer())) {
			throw Problem.notFound();
		}
		var slice = acts.read(page.viewer(), Paging.of(50, cursor, null));
		var summaries = targets.summaries(page.viewer().isModerator()
				? slice.items().stream().map(Acts.Act::subject).distinct().toList()
				: List.of());
		return page.view("moderation/acts", "targets", targets, "acts", slice.items(), "summaries", summaries, "more",
				slice.nextCursor() == null ? "" : "/moderation?cursor=" + slice.nextCursor());
	}
}
