package dev.madang.follow;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.member.MemberCounts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of a member's follows. */
@Component
class FollowMemberData implements MemberData {

	private final JdbcClient jdbc;

	private final MemberCounts members;

	FollowMemberData(JdbcClient jdbc, MemberCounts members) {
		this.jdbc = jdbc;
		this.members = members;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("following", jdbc.sql("""
				select m.handle, f.created_at from follow f join member m on m.id = f.followed_id
				where f.member_id = :id order by f.created_at
				""").param("id", viewer.id()));
		archive.rows("followers", jdbc.sql("""
				select m.handle, f.created_at from follow f join member m on m.id = f.member_id
				where f.followed_id = :id order by f.created_at
				""").param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		var followed = jdbc.sql("delete from follow where member_id = :id returning followed_id").param("id", memberId)
				.query(Long.class).list();
		var followers = jdbc.sql("delete from follow where followed_id = :id returning member_id").param("id", memberId)
				.query(Long.class).list();
		members.forgetFollows(memberId, followed, followers);
	}
}
