package dev.madang.moderation;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What members reported is theirs; when they leave, it is nobody's, and stays until that is decided. */
@Component
class ReportMemberData implements MemberData {

	private final JdbcClient jdbc;

	private final Claims claims;

	ReportMemberData(JdbcClient jdbc, Claims claims) {
		this.jdbc = jdbc;
		this.claims = claims;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("reports", jdbc.sql("""
				select r.kind || ':' || r.subject_id as target, r.reason, r.detail, c.status, c.resolution,
				       r.created_at::text as created_at, c.decided_at::text as decided_at
				from report r join report_case c on c.id = r.case_id
				where r.reporter_id = :id order by r.id
				""").param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		jdbc.sql("""
				update report r set detail = '' from report_case c
				where c.id = r.case_id and r.reporter_id = :id and c.decided_at is not null
				""").param("id", memberId).update();
		jdbc.sql("update report set reporter_id = null where reporter_id = :id").param("id", memberId).update();
		claims.leaveAll(memberId);
		jdbc.sql("delete from newcomer_day where member_id = :id").param("id", memberId).update();
	}
}
