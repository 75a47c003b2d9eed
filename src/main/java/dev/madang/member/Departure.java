package dev.madang.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Taking everything along, and leaving. What stays of a withdrawn member is a row without any personal field, so that
 * published posts and comments, which others answered, keep an author: 탈퇴한 회원.
 */
@Component
public class Departure {

	static final String NAME = "탈퇴한 회원";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Members members;

	private final Recovery recovery;

	private final Roles roles;

	private final SignIns signIns;

	private final PersonalTokens tokens;

	private final List<MemberData> parts;

	private final ActivityLog log;

	private final JsonMapper mapper;

	private final Limits limits;

	/** So many zips are made at once: each holds some texts of posts, and the connection that reads them. */
	private final Semaphore exports = new Semaphore(2);

	Departure(JdbcClient jdbc, TransactionTemplate transaction, Members members, Recovery recovery, Roles roles,
			SignIns signIns, PersonalTokens tokens, List<MemberData> parts, ActivityLog log, JsonMapper mapper,
			Limits limits) {
		this.limits = limits;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.members = members;
		this.recovery = recovery;
		this.roles = roles;
		this.signIns = signIns;
		this.tokens = tokens;
		this.parts = parts;
		this.log = log;
		this.mapper = mapper;
	}

	/**
	 * Makes a zip of everything that a member made, as it is at one moment, in a file that whoever reads it removes: a slow
	 * reader holds no connection.
	 *
	 * @throws Problem 429 after five within an hour, 503 while two are made for others
	 */
	@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
	public Path export(Viewer viewer) throws IOException {
		if (!exports.tryAcquire()) {
			throw Problem.later(503, "busy", 10);
		}
		try {
			limits.take("export", String.valueOf(viewer.id()), 5, Duration.ofHours(1));
			return zip(viewer);
		}
		finally {
			exports.release();
		}
	}

	private Path zip(Viewer viewer) throws IOException {
		var file = Files.createTempFile("madang-export", ".zip",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		try (var archive = new MemberArchive(Files.newOutputStream(file), mapper)) {
			for (var part : parts) {
				part.export(viewer, archive);
			}
		}
		catch (IOException | RuntimeException e) {
			Files.deleteIfExists(file);
			throw e;
		}
		return file;
	}

	/**
	 * Leaves the community, by the password or within five minutes of signing in.
	 *
	 * @throws Problem 422, 403 {@code sign-in-again}, 409 {@code last-admin}
	 */
	public void leave(Viewer viewer, @Nullable String password) {
		recovery.requireOwner(viewer, password);
		withdraw(viewer, viewer.handle());
	}

	/**
	 * An admin removes somebody.
	 *
	 * @throws Problem 409 {@code demote-first} for another admin
	 */
	public void remove(Viewer admin, String handle) {
		if (members.get(handle).role() == Role.ADMIN) {
			throw Problem.conflict("demote-first");
		}
		withdraw(admin, handle);
	}

	private void withdraw(Viewer by, String handle) {
		transaction.executeWithoutResult(status -> {
			var member = members.get(handle);
			roles.requireAnotherAdmin(member.id());
			jdbc.sql("select id from member where id = :id for update").param("id", member.id()).query().listOfRows();
			parts.forEach(part -> part.withdraw(member.id()));
			tokens.removeAll(member.id());
			signIns.endAll(member.id());
			jdbc.sql("insert into former_handle (hash) values (:hash) on conflict do nothing")
					.param("hash", Handle.hash(member.handle())).update();
			jdbc.sql("""
					update member set handle = :handle, name = :name, password_hash = null, role = 'member', bio = '',
					       links = '{}', age = null, phone = null, picture = null, withdrawn_at = now()
					where id = :id
					""").param("handle", Author.WITHDRAWN + member.id()).param("name", NAME).param("id", member.id()).update();
			log.append(by, Action.WITHDRAWN, new Subject("member", member.id()), Map.of());
		});
	}
}
