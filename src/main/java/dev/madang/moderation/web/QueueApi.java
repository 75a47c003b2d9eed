package dev.madang.moderation.web;

import java.util.List;
import java.util.Map;

import dev.madang.moderation.Decision;
import dev.madang.moderation.Decisions;
import dev.madang.moderation.Queue;
import dev.madang.moderation.ReportCase;
import dev.madang.moderation.ReportStats;
import dev.madang.moderation.Targets;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind.Summary;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The queue of what is reported: reports of the same subject are one case, and decided together. */
@RestController
@RequestMapping("/api/v1/admin/reports")
@Allow(Role.MODERATOR)
@Tag(name = "Reports")
class QueueApi {

	private final Queue queue;

	private final Decisions decisions;

	private final Targets targets;

	private final ReportStats stats;

	QueueApi(Queue queue, Decisions decisions, Targets targets, ReportStats stats) {
		this.queue = queue;
		this.decisions = decisions;
		this.targets = targets;
		this.stats = stats;
	}

	/**
	 * Lists cases, the latest first: by cursor, or by page number with a total.
	 *
	 * @param status open, reviewing, resolved or rejected
	 * @param reason that at least one report gives; {@code held} for what was held back
	 */
	@GetMapping
	Object list(@RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String reason, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer page) {
		var paging = Paging.of(limit, cursor, page);
		var filter = new Queue.Filter(status, reason);
		if (!paging.isNumbered()) {
			var slice = queue.slice(filter, paging);
			var summaries = summaries(slice.items());
			return slice.map(of -> CaseJson.of(targets, of, summaries.get(of.subject())));
		}
		var numbered = queue.numbered(filter, paging);
		var summaries = summaries(numbered.items());
		return new Numbered<>(
				numbered.items().stream().map(of -> CaseJson.of(targets, of, summaries.get(of.subject()))).toList(),
				numbered.page(), numbered.size(), numbered.total(), numbered.totalIsAtLeast());
	}

	private Map<Subject, Summary> summaries(List<ReportCase> of) {
		return targets.summaries(of.stream().map(ReportCase::subject).distinct().toList());
	}

	/** A case with what its subject says and every report, by the id of any of them. */
	@GetMapping("/{id}")
	CaseJson read(@PathVariable long id, Viewer viewer) {
		return whole(queue.get(id), viewer);
	}

	/** Claims a case, leaves it, or decides it with what follows; an action is done in the same transaction. */
	@PatchMapping(path = "/{id}", consumes = { "application/json", "application/merge-patch+json" })
	CaseJson change(@PathVariable long id, @RequestBody Decision decision, Viewer viewer) {
		return whole(decisions.change(viewer, id, decision), viewer);
	}

	/** Shows again what a decided case hid; the decision stays. */
	@PostMapping("/{id}/restore")
	CaseJson restore(@PathVariable long id, Viewer viewer) {
		return whole(decisions.restore(viewer, id), viewer);
	}

	private CaseJson whole(ReportCase of, Viewer viewer) {
		return CaseJson.of(targets, of, summaries(List.of(of)).get(of.subject()), targets.text(of.subject()),
				queue.reports(of, viewer));
	}

	/** @param days of the community, today included; 30 unless told otherwise */
	@GetMapping("/stats")
	ReportStats.Stats stats(@RequestParam(defaultValue = "30") int days) {
		return stats.of(days);
	}
}
