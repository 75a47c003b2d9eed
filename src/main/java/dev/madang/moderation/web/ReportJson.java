package dev.madang.moderation.web;

import java.time.Instant;

import dev.madang.moderation.Report;
import dev.madang.moderation.Targets;
import dev.madang.platform.SubjectKind.Summary;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report as its reporter sees it.
 *
 * @param title what was reported, null where the reporter does not see it any more
 */
@Schema(name = "Report")
public record ReportJson(long id, String targetType, long targetId, @Nullable String title, @Nullable String address,
		String reason,
		String detail, String status, @Nullable String resolution, Instant createdAt, @Nullable Instant decidedAt) {

	/** @param shown what it was about, if the reporter may see that */
	static ReportJson of(Targets targets, Report report, @Nullable Summary shown) {
		return new ReportJson(report.id(), targets.word(report.subject().kind()), report.subject().id(),
				shown == null ? null : shown.title(), shown == null ? null : shown.address(), report.reason(), report.detail(),
				report.status(),
				report.decidedAt() == null ? null : report.resolution(), report.createdAt(), report.decidedAt());
	}
}
