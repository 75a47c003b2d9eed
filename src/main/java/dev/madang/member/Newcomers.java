package dev.madang.member;

import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the rows of a new member, whichever way they came. */
@Component
class Newcomers {

	private final JdbcClient jdbc;

	private final Emails emails;

	private final LegalTexts texts;

	private final ActivityLog log;

	Newcomers(JdbcClient jdbc, Emails emails, LegalTexts texts, ActivityLog log) {
		this.jdbc = jdbc;
		this.emails = emails;
		this.texts = texts;
		this.log = log;
	}

	/** @throws Problem 409, also where it was that of somebody who has left: texts still mention them */
	void requireFree(String handle) {
		if (isTaken(handle)) {
			throw Problem.conflict("handle-taken");
		}
	}

	boolean isTaken(String handle) {
		return jdbc.sql("""
				select exists (select 1 from member where lower(handle) = :handle)
				    or exists (select 1 from former_handle where hash = :hash)
				""").param("handle", handle).param("hash", Handle.hash(handle)).query(Boolean.class).single();
	}

	/**
	 * Within the caller's transaction. Whoever joins has agreed to the terms of the moment of asking. With an admin, a setup
	 * link that still waits is over.
	 *
	 * @throws DuplicateKeyException for a handle or address that became another's meanwhile
	 */
	long join(Newcomer newcomer, Role role) {
		requireFree(newcomer.handle());
		if (role == Role.ADMIN) {
			jdbc.sql("delete from one_time_link where purpose = 'setup'").update();
		}
		var id = jdbc.sql("""
				insert into member (handle, name, password_hash, role, locale, age, phone)
				values (:handle, :name, :hash, :role, :locale, :age, :phone) returning id
				""").param("handle", newcomer.handle()).param("name", newcomer.name())
				.param("hash", newcomer.passwordHash()).param("role", role.word()).param("locale", newcomer.locale())
				.param("age", newcomer.age()).param("phone", newcomer.phone()).query(Long.class).single();
		if (!newcomer.address().isEmpty()) {
			emails.first(id, newcomer.address(), newcomer.confirmed());
		}
		texts.agree(id, newcomer.agreedAt());
		log.append(new Viewer(id, newcomer.handle(), newcomer.name(), role, 0), Action.JOINED, new Subject("member", id),
				Map.of());
		return id;
	}

	static Problem clash(DuplicateKeyException e) {
		return Problem.conflict(String.valueOf(e.getMessage()).contains("member_email") ? "email-taken" : "handle-taken");
	}
}
