package dev.madang.moderation.web;

import java.util.List;

import dev.madang.moderation.Report;
import dev.madang.moderation.ReportForm;
import dev.madang.moderation.Reports;
import dev.madang.moderation.Targets;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Created;
import dev.madang.platform.web.IdempotentWrites;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reporting, and what became of it. */
@RestController
@RequestMapping("/api/v1/reports")
@Allow(Role.MEMBER)
@Tag(name = "Reports")
class ReportApi {

	private final Reports reports;

	private final Targets targets;

	private final IdempotentWrites writes;

	ReportApi(Reports reports, Targets targets, IdempotentWrites writes) {
		this.reports = reports;
		this.targets = targets;
		this.writes = writes;
	}

	@PostMapping
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReportJson.class)))
	ResponseEntity<String> file(@RequestBody ReportForm form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/reports", form, () -> {
			var report = reports.file(viewer, form);
			return new Created("/api/v1/reports/mine", "",
					ReportJson.of(targets, report, targets.summaries(List.of(report.subject()), viewer).get(report.subject())));
		});
	}

	/** What one has reported, the latest first. */
	@GetMapping("/mine")
	Slice<ReportJson> mine(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		var slice = reports.mine(viewer, Paging.of(limit, cursor, null));
		var summaries = targets.summaries(slice.items().stream().map(Report::subject).distinct().toList(), viewer);
		return slice.map(report -> ReportJson.of(targets, report, summaries.get(report.subject())));
	}
}
