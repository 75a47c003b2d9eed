package dev.madang.follow;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.member.Author;
import dev.madang.member.Blocks;
import dev.madang.member.Following;
import dev.madang.member.MemberCounts;
import dev.madang.member.Members;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Limits;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Follows and their counts, which change in the same transaction. */
@Component
public class Follows implements Following, Blocks.WhenBlocked {

	/** Somebody who follows or is followed, since when. */
	public record Follower(@JsonUnwrapped Author user, Instant createdAt, @JsonIgnore long memberId) {
	}

	private final JdbcClient jdbc;

	private final Members members;

	private final MemberCounts counts;

	private final Limits limits;

	private final ActivityLog log;

	Follows(JdbcClient jdbc, Members members, MemberCounts counts, Limits limits, ActivityLog log) {
		this.jdbc = jdbc;
		this.members = members;
		this.counts = counts;
		this.limits = limits;
		this.log = log;
	}

	/** Whether somebody follows the viewer. */
	public boolean isFollowedBy(Viewer viewer, long memberId) {
		return jdbc.sql("select exists (select 1 from follow where member_id = :member and followed_id = :followed)")
				.param("member", memberId).param("followed", viewer.id()).query(Boolean.class).single();
	}

	@Override
	public boolean follows(Viewer viewer, long memberId) {
		return viewer.isMember() && jdbc
				.sql("select exists (select 1 from follow where member_id = :member and followed_id = :followed)")
				.param("member", viewer.id()).param("followed", memberId).query(Boolean.class).single();
	}

	public boolean followsAnybody(Viewer member) {
		return jdbc.sql("select exists (select 1 from follow where member_id = :member)").param("member", member.id())
				.query(Boolean.class).single();
	}

	/**
	 * Follows somebody; twice is once. Where it is refused nothing was written, so that a caller's transaction may go on.
	 *
	 * @throws Problem 422 {@code yourself}, 404 for whom one does not see
	 */
	@Transactional(noRollbackFor = Problem.class)
	public void follow(Viewer viewer, String handle) {
		var member = members.get(handle);
		if (!viewer.sees(member.id())) {
			throw Problem.notFound();
		}
		if (viewer.is(member.id())) {
			throw Problem.invalid("handle", "yourself");
		}
		limits.take("follow", String.valueOf(viewer.id()), 300, Duration.ofHours(1));
		if (jdbc.sql("""
				insert into follow (member_id, followed_id)
				select :member, id from member where id = :followed and withdrawn_at is null for key share
				on conflict do nothing
				""").param("member", viewer.id()).param("followed", member.id()).update() > 0) {
			counts.countFollow(viewer.id(), member.id(), 1);
			log.append(viewer, Action.FOLLOWED, new Subject("member", member.id()));
		}
	}

	@Transactional
	public void unfollow(Viewer viewer, String handle) {
		remove(viewer, viewer.id(), members.get(handle).id());
	}

	/** Makes somebody follow one no longer. */
	@Transactional
	public void removeFollower(Viewer viewer, String handle) {
		remove(viewer, members.get(handle).id(), viewer.id());
	}

	@Override
	public void blocked(Viewer viewer, long blockedId) {
		jdbc.sql("""
				select member_id from follow where (member_id, followed_id) in ((:one, :other), (:other, :one))
				order by member_id for update
				""").param("one", viewer.id()).param("other", blockedId).query().listOfRows();
		remove(viewer, Math.min(viewer.id(), blockedId), Math.max(viewer.id(), blockedId));
		remove(viewer, Math.max(viewer.id(), blockedId), Math.min(viewer.id(), blockedId));
	}

	private void remove(Viewer viewer, long memberId, long followedId) {
		if (jdbc.sql("delete from follow where member_id = :member and followed_id = :followed").param("member", memberId)
				.param("followed", followedId).update() > 0) {
			counts.countFollow(memberId, followedId, -1);
			log.append(viewer, Action.UNFOLLOWED, new Subject("member", followedId));
		}
	}

	/** Who follows somebody, the latest first. */
	public Slice<Follower> followers(Viewer viewer, String handle, Paging paging) {
		return list("followers", "f.member_id", "f.followed_id", viewer, handle, paging);
	}

	/** Whom somebody follows, the latest first. */
	public Slice<Follower> following(Viewer viewer, String handle, Paging paging) {
		return list("following", "f.followed_id", "f.member_id", viewer, handle, paging);
	}

	private Slice<Follower> list(String name, String shown, String of, Viewer viewer, String handle, Paging paging) {
		var part = Keyset.of(paging, name, 2);
		var rows = jdbc.sql("""
				select m.id, m.handle, m.name, m.picture, f.created_at
				from follow f join member m on m.id = %1$s
				where %2$s = :member and %1$s <> all(:hidden) %3$s
				order by f.created_at desc, %1$s desc
				%4$s
				""".formatted(shown, of, part.after("(f.created_at, " + shown + ") < (:time, :id)"), part.limit()))
				.param("member", members.get(handle).id()).param("hidden", viewer.hidden())
				.param("time", part.time(0)).param("id", part.key(1))
				.query((row, number) -> new Follower(
						Author.read(row),
						Rows.instant(row, "created_at"), row.getLong("id")))
				.list();
		return Slice.of(rows, paging.limit(), last -> Cursor.of(name, Rows.micros(last.createdAt()), last.memberId()));
	}
}
