package dev.madang.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who looks at which case. A claim keeps others away for a day; then it was forgotten, and the case waits again. */
@Component
class Claims {

	private static final Duration A_DAY = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final ClusterSignals signals;

	Claims(JdbcClient jdbc, ActivityLog log, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.log = log;
		this.signals = signals;
	}

	/** @throws Problem 409 {@code claimed-by-another} unless an admin asks */
	void requireFree(Viewer viewer, ReportCase of) {
		var claimer = of.claimedBy();
		var claimedAt = of.claimedAt();
		if (claimer != null && claimedAt != null && claimedAt.isAfter(Instant.now().minus(A_DAY)) && !isOf(viewer, of)
				&& !viewer.role().atLeast(Role.ADMIN)) {
			throw Problem.conflict("claimed-by-another", claimer.handle());
		}
	}

	private static boolean isOf(Viewer viewer, ReportCase of) {
		var claimer = of.claimedBy();
		return claimer != null && claimer.handle().equals(viewer.handle());
	}

	/** Claims a case for another day, also one's own. */
	void claim(Viewer viewer, ReportCase of) {
		jdbc.sql("update report_case set status = 'reviewing', claimed_by_id = :by, claimed_at = now() where id = :id")
				.param("by", viewer.id()).param("id", of.id()).update();
		if (!isOf(viewer, of)) {
			log.append(viewer, Action.CLAIMED, new Subject("report", of.id()),
					Map.of("target", of.subject().toString(), "reported", of.ownerId()));
		}
	}

	/** @throws Problem 409 {@code not-claimed} */
	void leave(ReportCase of) {
		if (!"reviewing".equals(of.status())) {
			throw Problem.conflict("not-claimed");
		}
		jdbc.sql("update report_case set status = 'open', claimed_by_id = null, claimed_at = null where id = :id")
				.param("id", of.id()).update();
	}

	/** What a moderator looked at who leaves waits for others. */
	void leaveAll(long memberId) {
		jdbc.sql("""
				update report_case set status = 'open', claimed_by_id = null, claimed_at = null
				where claimed_by_id = :id and status = 'reviewing'
				""").param("id", memberId).update();
		signals.send(Cases.TOPIC, "");
	}

	@Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
	@OnWorkers
	@Transactional
	void reopenForgotten() {
		if (jdbc.sql("""
				update report_case set status = 'open', claimed_by_id = null, claimed_at = null
				where status = 'reviewing' and claimed_at < :before::timestamptz
				""").param("before", Instant.now().minus(A_DAY).toString()).update() > 0) {
			signals.send(Cases.TOPIC, "");
		}
	}
}
