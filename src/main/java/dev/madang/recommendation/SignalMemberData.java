package dev.madang.recommendation;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of what a member looked at. The model names no members; the next build forgets what they did. */
@Component
class SignalMemberData implements MemberData {

	private final JdbcClient jdbc;

	SignalMemberData(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("signals", jdbc.sql("""
				select kind || ':' || subject_id as target, opens, seconds, at::text as at from signal
				where member_id = :id order by at
				""").param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		jdbc.sql("delete from signal where member_id = :id").param("id", memberId).update();
	}
}
