package dev.madang.moderation.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Author;
import dev.madang.member.States;
import dev.madang.moderation.Decision;
import dev.madang.moderation.Decisions;
import dev.madang.moderation.Queue;
import dev.madang.moderation.ReportCase;
import dev.madang.moderation.Targets;
import dev.madang.page.CommunityZone;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The queue as moderators work through it. */
@Controller
@Allow(Role.MODERATOR)
class QueuePages {

	private final Queue queue;

	private final Decisions decisions;

	private final Targets targets;

	private final States states;

	private final Markdown markdown;

	private final CommunityZone zone;

	QueuePages(Queue queue, Decisions decisions, Targets targets, States states, Markdown markdown, CommunityZone zone) {
		this.queue = queue;
		this.decisions = decisions;
		this.targets = targets;
		this.states = states;
		this.markdown = markdown;
		this.zone = zone;
	}

	@GetMapping("/admin/reports")
	ModelAndView list(Page page, @RequestParam(defaultValue = "open") String status,
			@RequestParam(defaultValue = "") String reason, @RequestParam(required = false) @Nullable String cursor) {
		var filter = new Queue.Filter("all".equals(status) ? null : status, reason.isEmpty() ? null : reason);
		var slice = queue.slice(filter, Paging.of(30, cursor, null));
		return page.view("moderation/queue", "status", status, "reason", reason, "cases", views(slice.items()), "more",
				slice.nextCursor() == null
						? ""
						: "/admin/reports?status=" + status + "&reason=" + reason + "&cursor=" + slice.nextCursor());
	}

	private List<CaseJson> views(List<ReportCase> cases) {
		var summaries = targets.summaries(cases.stream().map(ReportCase::subject).distinct().toList());
		return cases.stream().map(of -> CaseJson.of(targets, of, summaries.get(of.subject()))).toList();
	}

	@GetMapping("/admin/reports/{id}")
	ModelAndView one(Page page, @PathVariable long id) {
		return view(page, id, null, DecisionEntry.EMPTY);
	}

	/** @param until the last day of a silence or suspension, in the community's zone */
	@PostMapping("/admin/reports/{id}")
	ModelAndView decide(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String status,
			@RequestParam(defaultValue = "") String action, @RequestParam(defaultValue = "") String until,
			@RequestParam(defaultValue = "") String resolution, HttpServletResponse response) {
		var decides = "resolved".equals(status) || "rejected".equals(status);
		try {
			decisions.change(page.viewer(), id,
					new Decision(status, action.isEmpty() ? null : action, zone.endOf(until, "until"),
							decides ? resolution.replace("\r\n", "\n") : null));
			return new ModelAndView("redirect:/admin/reports/" + id);
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			return view(page, id, problem, new DecisionEntry(status, action, until, resolution));
		}
	}

	@PostMapping("/admin/reports/{id}/restore")
	ModelAndView restore(Page page, @PathVariable long id, HttpServletResponse response) {
		try {
			decisions.restore(page.viewer(), id);
			return new ModelAndView("redirect:/admin/reports/" + id);
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			return view(page, id, problem, DecisionEntry.EMPTY);
		}
	}

	private ModelAndView view(Page page, long id, @Nullable Problem problem, DecisionEntry entry) {
		var of = queue.get(id);
		var text = targets.text(of.subject());
		var summaries = targets.summaries(List.of(of.subject())).get(of.subject());
		var owner = of.owner();
		var view = page.view("moderation/case", "of",
				CaseJson.of(targets, of, summaries, text, queue.reports(of, page.viewer())),
				"html", markdown.toHtml(text), "pictures", targets.pictures(of.subject()), "others", views(queue.others(of)),
				"states", owner == null || Author.isWithdrawn(owner.handle()) ? List.of() : states.of(owner.handle()), "entry",
				entry,
				"next", of.isDecided() ? queue.next(of, page.viewer()).orElse(0L) : 0L);
		return problem == null ? view : view.addObject("problem", problem);
	}
}
