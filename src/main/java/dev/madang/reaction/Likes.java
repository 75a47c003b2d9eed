package dev.madang.reaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

import dev.madang.activity.Action;
import dev.madang.member.Author;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who likes what. */
@Component
public class Likes {

	/** Somebody who likes something, since when. */
	public record Like(Author author, Instant createdAt, long memberId) {
	}

	/** How many like it after a change, and whether the one who changed it does. */
	@Schema(name = "LikeState")
	public record State(int likeCount, boolean likedByMe) {
	}

	private final JdbcClient jdbc;

	private final Subjects subjects;

	private final LikeChanges changes;

	Likes(JdbcClient jdbc, Subjects subjects, LikeChanges changes) {
		this.jdbc = jdbc;
		this.subjects = subjects;
		this.changes = changes;
	}

	/** @throws Problem 404 if the viewer may not see the subject */
	public State like(Viewer viewer, Subject subject) {
		return new State(change(viewer, subject, Action.LIKED), true);
	}

	/** @throws Problem 404 if the viewer may not see the subject */
	public State unlike(Viewer viewer, Subject subject) {
		return new State(change(viewer, subject, Action.UNLIKED), false);
	}

	/** @return the count that there is now; one that did not change may have been changed by others while this waited for them */
	private int change(Viewer viewer, Subject subject, Action action) {
		var counted = changes.change(viewer, subject, action).orElseThrow(Problem::notFound).count();
		if (counted != null) {
			return counted;
		}
		var sql = subjects.of(subject.kind()).likeSql();
		return jdbc.sql("select like_count from %s where %s = :id".formatted(sql.table(), sql.id())).param("id", subject.id())
				.query(Integer.class).optional().orElseThrow(Problem::notFound);
	}

	/** Who likes it, the latest first. */
	@Transactional(readOnly = true)
	public Slice<Like> of(Viewer viewer, Subject subject, Paging paging) {
		requireVisible(viewer, subject);
		var part = Keyset.of(paging, "likes", 2);
		var likes = jdbc.sql("""
				select m.id, m.handle, m.name, m.picture, r.created_at
				from reaction r join member m on m.id = r.member_id
				where r.kind = :kind and r.subject_id = :subject and r.member_id <> all(:hidden) %s
				order by r.created_at desc, r.member_id desc
				%s
				""".formatted(part.after("(r.created_at, r.member_id) < (:time, :member)"), part.limit()))
				.param("kind", subject.kind()).param("subject", subject.id()).param("hidden", viewer.hidden())
				.param("time", part.time(0)).param("member", part.key(1)).query(Likes::read).list();
		return Slice.of(likes, paging.limit(), like -> Cursor.of("likes", Rows.micros(like.createdAt()), like.memberId()));
	}

	/** Forgets who liked some subjects, which their module has removed in the same transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void forget(String kind, Collection<Long> ids) {
		jdbc.sql("delete from reaction where kind = :kind and subject_id = any(:ids)").param("kind", kind)
				.param("ids", ids.toArray(Long[]::new)).update();
	}

	private void requireVisible(Viewer viewer, Subject subject) {
		if (!subjects.of(subject.kind()).isVisible(subject.id(), viewer)) {
			throw Problem.notFound();
		}
	}

	private static Like read(ResultSet row, int number) throws SQLException {
		return new Like(Author.read(row),
				Rows.instant(row, "created_at"),
				row.getLong("id"));
	}
}
