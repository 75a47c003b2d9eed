package dev.madang.site;

import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The overview for those in charge, as numbers and as a page. */
@Controller
@Allow(Role.MODERATOR)
@Tag(name = "Accounts")
class OverviewPages {

	private final Overview overview;

	private final Figures figures;

	OverviewPages(Overview overview, Figures figures) {
		this.figures = figures;
		this.overview = overview;
	}

	/** @param days 1 to 366 */
	@GetMapping("/api/v1/admin/stats/overview")
	@ResponseBody
	Overview.Stats overview(@RequestParam(defaultValue = "30") int days) {
		if (days < 1 || days > 366) {
			throw Problem.malformed("bad-days");
		}
		return overview.of(days);
	}

	@GetMapping("/admin")
	ModelAndView page(Page page) {
		return page.view("site/overview", "stats", overview.of(30), "figures", figures.all());
	}
}
