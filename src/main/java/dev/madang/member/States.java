package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What keeps members from something: suspended ones cannot sign in, silenced ones read and do not write, dormant ones are
 * not listed until they sign in again. A state may end by itself; what was, stays as history.
 */
@Component
public class States {

	private static final Set<String> STATES = Set.of("suspended", "silenced", "dormant");

	/**
	 * A state as somebody put it.
	 *
	 * @param by who did, null where that member has left
	 * @param endedBy who ended it, null if nobody did
	 */
	@Schema(name = "MemberState")
	public record State(long id, String state, String detail, @Nullable Instant until, @Nullable String by,
			Instant createdAt, @Nullable Instant endedAt, @Nullable String endedBy, boolean current) {
	}

	/** @param until when it ends by itself, or null for no end */
	@Schema(name = "StateForm")
	public record Form(@Nullable String detail, @Nullable Instant until) {
	}

	private final JdbcClient jdbc;

	private final Members members;

	private final SignIns signIns;

	private final ActivityLog log;

	private final CurrentStates current;

	States(JdbcClient jdbc, Members members, SignIns signIns, ActivityLog log, CurrentStates current) {
		this.jdbc = jdbc;
		this.members = members;
		this.signIns = signIns;
		this.log = log;
		this.current = current;
	}

	/** What a member is and was, the latest first. */
	public List<State> of(String handle) {
		return jdbc.sql("""
				select s.id, s.state, s.detail, s.until, b.handle as by_handle, s.created_at, s.ended_at,
				       e.handle as ended_by, s.ended_at is null and (s.until is null or s.until > now()) as current
				from member_state s left join member b on b.id = s.by_id left join member e on e.id = s.ended_by_id
				where s.member_id = :member
				order by s.id desc
				limit 200
				""").param("member", members.get(handle).id()).query(States::read).list();
	}

	static State read(ResultSet row, int number) throws SQLException {
		return new State(row.getLong("id"), row.getString("state"), row.getString("detail"), Rows.optional(row, "until"),
				row.getString("by_handle"), Rows.instant(row, "created_at"), Rows.optional(row, "ended_at"),
				row.getString("ended_by"), row.getBoolean("current"));
	}

	/**
	 * Puts a member into a state, anew if it is theirs already.
	 *
	 * @throws Problem 403 where the viewer may not act on this member, 409 {@code demote-first} for an admin, 422
	 */
	@Transactional
	public void put(Viewer viewer, String handle, String state, Form form) {
		var member = lock(handle);
		requireMayActOn(viewer, member);
		requireState(state);
		new Checks().length("detail", Texts.orEmpty(form.detail()), 0, 500)
				.that(form.until() == null || form.until().isAfter(Instant.now()), "until", "in-the-past").done();
		current.end(member.id(), state, viewer.id());
		jdbc.sql("""
				insert into member_state (member_id, state, detail, until, by_id)
				values (:member, :state, :detail, :until::timestamptz, :by)
				""").param("member", member.id()).param("state", state).param("detail", Texts.orEmpty(form.detail()).strip())
				.param("until", form.until() == null ? null : form.until().toString()).param("by", viewer.id()).update();
		if ("silenced".equals(state)) {
			signIns.refresh(member.id());
		}
		else {
			signIns.endAll(member.id());
		}
		log.append(viewer, action(state), new Subject("member", member.id()));
	}

	private static Action action(String state) {
		return switch (state) {
			case "suspended" -> Action.SUSPENDED;
			case "silenced" -> Action.SILENCED;
			default -> Action.DORMANT;
		};
	}

	/** Ends a state; nothing happens if it is not the member's. */
	@Transactional
	public void remove(Viewer viewer, String handle, String state) {
		var member = lock(handle);
		requireMayActOn(viewer, member);
		requireState(state);
		if (current.end(member.id(), state, viewer.id()) > 0) {
			signIns.refresh(member.id());
			log.append(viewer, Action.STATE_ENDED, new Subject("member", member.id()), Map.of("state", state));
		}
	}

	/** The member as nobody changes it meanwhile. */
	private Member lock(String handle) {
		jdbc.sql("select id from member where id = :id for no key update").param("id", members.get(handle).id()).query()
				.listOfRows();
		return members.get(handle);
	}

	private static void requireState(String state) {
		if (!STATES.contains(state)) {
			throw Problem.notFound();
		}
	}

	/** @throws Problem 403 or 409 as {@link #put} does where the viewer may not act on this member, 404 */
	public void requireMayActOn(Viewer viewer, String handle) {
		requireMayActOn(viewer, members.get(handle));
	}

	private static void requireMayActOn(Viewer viewer, Member member) {
		if (viewer.is(member.id()) || member.role() == Role.MODERATOR && !viewer.role().atLeast(Role.ADMIN)) {
			throw Problem.forbidden("not-over-them");
		}
		if (member.role() == Role.ADMIN) {
			throw Problem.conflict("demote-first");
		}
	}

	/** Closes what has ended by itself, so that the history says when. */
	@Scheduled(fixedDelayString = "PT10M")
	@OnWorkers
	void closeEnded() {
		jdbc.sql("update member_state set ended_at = until where ended_at is null and until <= now()").update();
	}
}
