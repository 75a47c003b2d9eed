package dev.madang.moderation.web;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.moderation.Report;
import dev.madang.moderation.ReportForm;
import dev.madang.moderation.Reports;
import dev.madang.moderation.Targets;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form with which anything is reported, and what became of one's reports. */
@Controller
@Allow(Role.MEMBER)
class ReportPages {

	private static final Pattern SUBJECT = Pattern.compile("([a-z]{1,30}):(\\d{1,18})");

	private final Reports reports;

	private final Targets targets;

	ReportPages(Reports reports, Targets targets) {
		this.reports = reports;
		this.targets = targets;
	}

	/** @param target such as {@code post:12} */
	@GetMapping("/report")
	ModelAndView form(Page page, @RequestParam(defaultValue = "") String target) {
		var subject = subject(target);
		var objection = reports.objection(page.viewer(), subject, reports.about(page.viewer(), subject));
		return view(page, subject, "", "", objection.orElse(null)).addObject("may", objection.isEmpty());
	}

	@PostMapping("/report")
	ModelAndView send(Page page, @RequestParam(defaultValue = "") String target,
			@RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String detail,
			HttpServletResponse response) {
		var subject = subject(target);
		var text = detail.replace("\r\n", "\n");
		try {
			reports.file(page.viewer(),
					new ReportForm(targets.word(subject.kind()), subject.id(), reason.isEmpty() ? null : reason, text));
			return new ModelAndView("redirect:/settings/reports?said=sent");
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			return view(page, subject, reason, text, problem);
		}
	}

	private Subject subject(String target) {
		var parts = SUBJECT.matcher(target);
		if (!parts.matches() || !targets.isReportable(parts.group(1))) {
			throw Problem.notFound();
		}
		return new Subject(parts.group(1), Long.parseLong(parts.group(2)));
	}

	private ModelAndView view(Page page, Subject subject, String reason, String detail, @Nullable Problem problem) {
		var view = page.view("moderation/report", "target", subject, "word", targets.word(subject.kind()), "about",
				reports.about(page.viewer(), subject), "reason",
				reason, "detail", detail);
		return problem == null ? view : view.addObject("problem", problem);
	}

	@GetMapping("/settings/reports")
	ModelAndView mine(Page page, @RequestParam(defaultValue = "") String said,
			@RequestParam(required = false) @Nullable String cursor) {
		var slice = reports.mine(page.viewer(), Paging.of(50, cursor, null));
		var summaries = targets.summaries(slice.items().stream().map(Report::subject).distinct().toList(), page.viewer());
		var waiting = reports.waiting(page.viewer());
		var held = targets.summaries(waiting);
		return page.view("moderation/mine", "said", List.of("sent", "held").contains(said) ? said : "", "reports",
				slice.map(report -> ReportJson.of(targets, report, summaries.get(report.subject()))).items(), "waiting",
				waiting.stream().map(held::get).filter(each -> each != null && each.hidden()).toList(), "more",
				slice.nextCursor() == null ? "" : "/settings/reports?cursor=" + slice.nextCursor());
	}
}
