package dev.madang.reaction;

import java.io.IOException;
import java.util.HashMap;
import java.util.TreeMap;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a member likes. It goes with the member, and the counts of what was liked with it. */
@Component
class LikeMemberData implements MemberData {

	private final JdbcClient jdbc;

	private final Subjects subjects;

	LikeMemberData(JdbcClient jdbc, Subjects subjects) {
		this.jdbc = jdbc;
		this.subjects = subjects;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("likes", jdbc.sql("""
				select kind || ':' || subject_id as target, created_at::text as created_at from reaction
				where member_id = :id order by created_at
				""").param("id", viewer.id()));
	}

	/** Comments before posts: whoever removes a comment takes them in this order. */
	@Override
	public void withdraw(long memberId) {
		var removed = new TreeMap<String, HashMap<Long, Integer>>();
		jdbc.sql("delete from reaction where member_id = :id returning kind, subject_id").param("id", memberId)
				.query((row, number) -> new Subject(row.getString("kind"), row.getLong("subject_id"))).list()
				.forEach(subject -> removed.computeIfAbsent(subject.kind(), kind -> new HashMap<>()).put(subject.id(), -1));
		removed.forEach((kind, likes) -> subjects.of(kind).addLikes(likes));
	}
}
