package dev.madang.member;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.madang.mail.MailQueue;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.IdempotentWrites;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this module itself keeps of a member. */
@Component
@Order(0)
class AccountMemberData implements MemberData {

	/** Everything that is of no use to anybody without its member. */
	private static final List<String> PRIVATE = List.of("sign_in", "one_time_link", "member_email", "member_identity",
			"passkey", "access_token", "known_device", "login_history", "member_picture", "member_state", "consent");

	private final JdbcClient jdbc;

	private final Members members;

	private final IdempotentWrites writes;

	private final MailQueue mailQueue;

	private final SignIns signIns;

	private final PersonalTokens tokens;

	AccountMemberData(JdbcClient jdbc, Members members, IdempotentWrites writes, MailQueue mailQueue, SignIns signIns,
			PersonalTokens tokens) {
		this.signIns = signIns;
		this.tokens = tokens;
		this.mailQueue = mailQueue;
		this.writes = writes;
		this.jdbc = jdbc;
		this.members = members;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.lines("profile", Stream.of(members.get(viewer.handle())));
		rows(archive, viewer, "emails",
				"select address, main, confirmed_at, created_at from member_email where member_id = :id");
		rows(archive, viewer, "sign-ins",
				"select device, address, created_at, last_seen_at, revoked_at from sign_in where member_id = :id order by id");
		rows(archive, viewer, "login-history",
				"select at, succeeded, means, device, address from login_history where member_id = :id order by id");
		rows(archive, viewer, "access-tokens",
				"select name, scopes::text, created_at, expires_at, last_used_at from access_token where member_id = :id");
		rows(archive, viewer, "passkeys", "select name, created_at, last_used_at from passkey where member_id = :id");
		rows(archive, viewer, "identities",
				"select provider, issuer, subject, email, created_at from member_identity where member_id = :id");
		rows(archive, viewer, "states",
				"select state, detail, until, created_at, ended_at from member_state where member_id = :id");
		rows(archive, viewer, "consents", "select kind, version, at from consent where member_id = :id");
		rows(archive, viewer, "blocks",
				"select m.handle, b.created_at from block b join member m on m.id = b.blocked_id where b.member_id = :id");
		var picture = jdbc.sql("select content from member_picture where member_id = :id").param("id", viewer.id())
				.query((row, number) -> row.getBytes("content")).optional();
		if (picture.isPresent()) {
			archive.file("picture.jpg", picture.get());
		}
	}

	private void rows(MemberArchive archive, Viewer viewer, String name, String sql) throws IOException {
		archive.rows(name, jdbc.sql(sql).param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		tokens.removeAll(memberId);
		signIns.endAll(memberId);
		writes.forget(memberId);
		mailQueue.forget(Set.copyOf(jdbc.sql("select address from member_email where member_id = :id").param("id", memberId)
				.query(String.class).list()));
		jdbc.sql("delete from block where member_id = :id or blocked_id = :id").param("id", memberId).update();
		jdbc.sql("delete from invite where by_id = :id").param("id", memberId).update();
		for (var table : PRIVATE) {
			jdbc.sql("delete from " + table + " where member_id = :id").param("id", memberId).update();
		}
	}
}
