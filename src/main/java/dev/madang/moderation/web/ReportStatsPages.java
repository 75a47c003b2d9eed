package dev.madang.moderation.web;

import dev.madang.moderation.ReportStats;
import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How the queue of reports does. */
@Controller
@Allow(Role.MODERATOR)
class ReportStatsPages {

	private final ReportStats stats;

	ReportStatsPages(ReportStats stats) {
		this.stats = stats;
	}

	@GetMapping("/admin/reports/stats")
	ModelAndView stats(Page page, @RequestParam(defaultValue = "30") int days) {
		return page.view("moderation/stats", "stats", stats.of(days));
	}
}
