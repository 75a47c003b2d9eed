package dev.madang.moderation.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.member.Author;
import dev.madang.moderation.Queue.Filed;
import dev.madang.moderation.ReportCase;
import dev.madang.moderation.Targets;
import dev.madang.platform.SubjectKind.Summary;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A case as moderators see it: a subject with all that was reported of it until it is decided.
 *
 * @param id that of its first report; any of their ids leads here
 * @param title null where the subject is gone
 * @param hidden whether it is shown to nobody but moderators
 * @param held whether it was held back by a watched word, and rejecting shows it
 * @param user whose it is
 * @param reason the one that is given most
 * @param reports each report; not in lists
 */
@Schema(name = "ReportCase")
public record CaseJson(long id, String targetType, long targetId, @Nullable String title, @Nullable String address,
		boolean hidden,
		boolean held, @Nullable Author user, String reason, List<String> reasons, String detail, int reportCount,
		String status, @Nullable Author claimedBy, @Nullable Instant claimedAt, @Nullable Author decidedBy,
		@Nullable Instant decidedAt, @Nullable String action, @Nullable Instant until, String resolution, Instant createdAt,
		Instant updatedAt, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Filed> reports) {

	static CaseJson of(Targets targets, ReportCase of, @Nullable Summary summaries) {
		return of(targets, of, summaries, null, null);
	}

	static CaseJson of(Targets targets, ReportCase of, @Nullable Summary summaries, @Nullable String text,
			@Nullable List<Filed> reports) {
		return new CaseJson(of.id(), targets.word(of.subject().kind()), of.subject().id(),
				summaries == null ? null : summaries.title(), summaries == null ? null : summaries.address(),
				summaries == null || summaries.hidden(),
				of.held(), of.owner(), of.reasons().getFirst(), of.reasons(), of.detail(), of.reportCount(), of.status(),
				of.claimedBy(), of.claimedAt(), of.decidedBy(), of.decidedAt(), of.action(), of.until(), of.resolution(),
				of.createdAt(), of.updatedAt(), text, reports);
	}
}
