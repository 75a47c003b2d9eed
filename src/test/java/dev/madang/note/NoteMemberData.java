package dev.madang.note;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import dev.madang.reaction.Likes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A member's notes: handed over, and gone with the member. */
class NoteMemberData implements MemberData {

	private final JdbcClient jdbc;

	private final Likes likes;

	NoteMemberData(JdbcClient jdbc, Likes likes) {
		this.jdbc = jdbc;
		this.likes = likes;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("notes", jdbc.sql("select id, body, state from note where author_id = :id order by id").param("id",
				viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		likes.forget(Notes.KIND,
				jdbc.sql("delete from note where author_id = :id returning id").param("id", memberId).query(Long.class).list());
	}
}
