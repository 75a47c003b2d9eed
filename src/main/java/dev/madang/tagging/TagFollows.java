package dev.madang.tagging;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tags that members follow. */
@Component
public class TagFollows implements MemberData {

	private static final int MOST = 500;

	private final JdbcClient jdbc;

	TagFollows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Where it is refused nothing was written, so that a caller's transaction may go on.
	 *
	 * @throws Problem 404 for a tag that nobody uses, 409 at more than five hundred
	 */
	@Transactional(noRollbackFor = Problem.class)
	public void follow(Viewer viewer, String name) {
		var tag = jdbc.sql("select id from tag where name = :name and post_count > 0").param("name", tidy(name))
				.query(Long.class).optional().orElseThrow(Problem::notFound);
		if (jdbc.sql("select count(*) from tag_follow where member_id = :member").param("member", viewer.id())
				.query(Integer.class).single() >= MOST) {
			throw Problem.conflict("too-many-tags");
		}
		jdbc.sql("insert into tag_follow (member_id, tag_id) values (:member, :tag) on conflict do nothing")
				.param("member", viewer.id()).param("tag", tag).update();
	}

	@Transactional
	public void unfollow(Viewer viewer, String name) {
		jdbc.sql("""
				delete from tag_follow where member_id = :member and tag_id = (select id from tag where name = :name)
				""").param("member", viewer.id()).param("name", tidy(name)).update();
	}

	public boolean follows(Viewer viewer, String name) {
		return jdbc.sql("""
				select exists (select 1 from tag_follow f join tag t on t.id = f.tag_id
				               where f.member_id = :member and t.name = :name)
				""").param("member", viewer.id()).param("name", tidy(name)).query(Boolean.class).single();
	}

	public boolean followsAny(Viewer member) {
		return jdbc.sql("select exists (select 1 from tag_follow where member_id = :member)").param("member", member.id())
				.query(Boolean.class).single();
	}

	private static String tidy(String name) {
		return Texts.tidy(name).toLowerCase(java.util.Locale.ROOT);
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("followed-tags", jdbc.sql("""
				select t.name, f.created_at::text as created_at from tag_follow f join tag t on t.id = f.tag_id
				where f.member_id = :id order by t.name
				""").param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		jdbc.sql("delete from tag_follow where member_id = :id").param("id", memberId).update();
	}
}
