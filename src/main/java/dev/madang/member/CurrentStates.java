package dev.madang.member;

import java.util.Optional;

import dev.madang.page.CommunityZone;
import dev.madang.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The states that members are in, as signing in and emails ask for them. */
@Component
class CurrentStates {

	private final JdbcClient jdbc;

	private final CommunityZone zone;

	CurrentStates(JdbcClient jdbc, CommunityZone zone) {
		this.jdbc = jdbc;
		this.zone = zone;
	}

	/** @throws Problem 403 {@code suspended}, with how long and why */
	void requireNotSuspended(long memberId) {
		jdbc.sql("""
				select id, state, detail, until, null as by_handle, created_at, ended_at, null as ended_by, true as current
				from member_state
				where member_id = :member and state = 'suspended' and ended_at is null and (until is null or until > now())
				""").param("member", memberId).query(States::read).optional().ifPresent(state -> {
			throw Problem.forbidden("suspended", until(state), state.detail());
		});
	}

	/** The end of a state as it follows a sentence; nothing where it has none. */
	String until(States.State state) {
		return state.until() == null ? "" : " (~ " + zone.until(state.until()) + ")";
	}

	/** The state that an email is about, if it still is. */
	Optional<States.State> current(long memberId, String state) {
		return jdbc.sql("""
				select id, state, detail, until, null as by_handle, created_at, ended_at, null as ended_by, true as current
				from member_state where member_id = :member and state = :state and ended_at is null
				""").param("member", memberId).param("state", state).query(States::read).optional();
	}

	/** Signing in ends dormancy. */
	void wake(long memberId) {
		end(memberId, "dormant", memberId);
	}

	/** Returns how many states that ended. Within the caller's transaction. */
	int end(long memberId, String state, long by) {
		return jdbc
				.sql("""
						update member_state set ended_at = least(until, now()), ended_by_id = case when until <= now() then null else :by end
						where member_id = :member and state = :state and ended_at is null
						""")
				.param("member", memberId).param("state", state).param("by", by).update();
	}
}
