package dev.madang.member;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who does not want to meet whom. A block hides both from each other; its effect travels with the viewer. */
@Component
public class Blocks {

	/** What a viewer carries around must not grow without end. */
	private static final int MOST = 1000;

	/** Somebody whom one blocks. */
	public record Blocked(Author user, Instant createdAt, @JsonIgnore long memberId) {
	}

	private final JdbcClient jdbc;

	private final Members members;

	private final SignIns signIns;

	private final List<WhenBlocked> listeners;

	private final ActivityLog log;

	Blocks(JdbcClient jdbc, Members members, SignIns signIns, List<WhenBlocked> listeners, ActivityLog log) {
		this.jdbc = jdbc;
		this.members = members;
		this.signIns = signIns;
		this.listeners = listeners;
		this.log = log;
	}

	/** What modules above undo between two who want to see no more of each other, within the block's transaction. */
	public interface WhenBlocked {

		void blocked(Viewer viewer, long blockedId);
	}

	/** @throws Problem 404, 422 {@code yourself}, 409 {@code too-many-blocks} */
	@Transactional
	public void block(Viewer viewer, String handle) {
		var member = members.get(handle);
		if (viewer.is(member.id())) {
			throw Problem.invalid("handle", "yourself");
		}
		if (jdbc.sql("select count(*) from block where member_id = :id").param("id", viewer.id()).query(Integer.class)
				.single() >= MOST) {
			throw Problem.conflict("too-many-blocks");
		}
		if (jdbc.sql("insert into block (member_id, blocked_id) values (:member, :blocked) on conflict do nothing")
				.param("member", viewer.id()).param("blocked", member.id()).update() > 0) {
			listeners.forEach(listener -> listener.blocked(viewer, member.id()));
			changed(viewer, member.id(), Action.BLOCKED);
		}
	}

	@Transactional
	public void unblock(Viewer viewer, String handle) {
		var member = members.get(handle);
		if (jdbc.sql("delete from block where member_id = :member and blocked_id = :blocked").param("member", viewer.id())
				.param("blocked", member.id()).update() > 0) {
			changed(viewer, member.id(), Action.UNBLOCKED);
		}
	}

	private void changed(Viewer viewer, long other, Action action) {
		signIns.refresh(viewer.id());
		signIns.refresh(other);
		log.append(viewer, action, new Subject("member", other));
	}

	/** Whether a viewer blocks somebody, rather than being blocked. */
	public boolean blocks(Viewer viewer, long memberId) {
		return viewer.isMember()
				&& jdbc.sql("select exists (select 1 from block where member_id = :member and blocked_id = :other)")
						.param("member", viewer.id()).param("other", memberId).query(Boolean.class).single();
	}

	/** Whom one blocks, the latest first. */
	public Slice<Blocked> of(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "blocks", 2);
		var blocked = jdbc.sql("""
				select m.id, m.handle, m.name, m.picture, b.created_at
				from block b join member m on m.id = b.blocked_id
				where b.member_id = :member %s
				order by b.created_at desc, b.blocked_id desc
				%s
				""".formatted(part.after("(b.created_at, b.blocked_id) < (:time, :id)"), part.limit()))
				.param("member", viewer.id()).param("time", part.time(0)).param("id", part.key(1))
				.query((row, number) -> new Blocked(
						Author.read(row),
						Rows.instant(row, "created_at"), row.getLong("id")))
				.list();
		return Slice.of(blocked, paging.limit(),
				last -> Cursor.of("blocks", Rows.micros(last.createdAt()), last.memberId()));
	}
}
