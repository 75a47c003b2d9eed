package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Mailbox;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class RecoveryTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	private int logIn(String handle, String password) {
		return community.anybody().post("/auth/login", Map.of("login", handle, "password", password)).status();
	}

	private String resetToken(String handle) {
		assertThat(community.anybody().post("/auth/password/reset-request", Map.of("email", handle + "@EXAMPLE.org")).status())
				.isEqualTo(202);
		return mailbox.token(handle + "@example.org", "새 비밀번호");
	}

	@Test
	void aForgottenPasswordIsSetAnewAndEverythingElseEnds() {
		var member = community.aMember();
		var program = member.client().post("/users/me/access-tokens", Map.of("name", "백업")).text("/token");
		var token = resetToken(member.handle());
		var weak = community.anybody().post("/auth/password/reset", Map.of("token", token, "newPassword", "12345678"));
		assertThat(weak.status()).isEqualTo(422);
		assertThat(weak.text("/errors/0/code")).isEqualTo("too-common");
		assertThat(community.anybody().post("/auth/password/reset", Map.of("token", token, "newPassword", "battery staple"))
				.status()).isEqualTo(204);
		assertThat(logIn(member.handle(), "battery staple")).isEqualTo(200);
		assertThat(logIn(member.handle(), Community.PASSWORD)).isEqualTo(401);
		assertThat(member.client().get("/users/me").status()).isEqualTo(401);
		assertThat(community.anybody().with(program).get("/users/me").status()).isEqualTo(401);
		assertThat(community.anybody().post("/auth/password/reset", Map.of("token", token, "newPassword", "battery staple"))
				.code()).isEqualTo("link-over");
		mailbox.email(member.handle() + "@example.org", "변경됐어요");
	}

	@Test
	void anAddressThatIsNobodysIsAnsweredTheSame() {
		var known = community.anybody().post("/auth/password/reset-request",
				Map.of("email", community.aMember().handle() + "@example.org"));
		var unknown = community.anybody().post("/auth/password/reset-request",
				Map.of("email", Community.unique("x") + "@example.org"));
		assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
		assertThat(unknown.body()).isEqualTo(known.body());
	}

	@Test
	void resettingThroughAnUnconfirmedAddressShutsOutWhoeverTypedItIn() {
		var thief = community.aMember();
		community.jdbc().sql("update member_email set confirmed_at = null where member_id = :id").param("id", thief.id())
				.update();
		community.jdbc().sql("""
				insert into passkey (member_id, credential_id, credential, name) values (:id, sha256(:name::bytea), '', 'x')
				""").param("id", thief.id()).param("name", thief.handle()).update();
		var own = Community.unique("thief") + "@example.net";
		thief.client().post("/users/me/emails", Map.of("email", own));
		community.anybody().post("/auth/email/confirm", Map.of("token", mailbox.token(own, "확인")));
		var token = resetToken(thief.handle());
		community.anybody().post("/auth/password/reset", Map.of("token", token, "newPassword", "battery staple"));
		assertThat(community.jdbc().sql("select count(*) from passkey where member_id = :id").param("id", thief.id())
				.query(Integer.class).single()).isZero();
		assertThat(community.jdbc().sql("select count(*) from member_email where address = :own").param("own", own)
				.query(Integer.class).single()).isZero();
		assertThat(
				community.signInAs(thief.handle(), "battery staple").get("/users/me").json().at("/emailConfirmed").asBoolean())
				.isTrue();
	}

	@Test
	void aPasswordThatChangesWhileTheOldOneIsComparedLetsNobodyIn() throws Exception {
		var member = community.aMember();
		try (var threads = Executors.newFixedThreadPool(8)) {
			var tries = IntStream.range(0, 8)
					.mapToObj(i -> threads.submit(() -> community.anybody().post("/auth/login",
							Map.of("login", member.handle(), "password", Community.PASSWORD)).text("/accessToken")))
					.toList();
			member.client().post("/auth/password/change",
					Map.of("currentPassword", Community.PASSWORD, "newPassword", "battery staple"));
			for (var attempt : tries) {
				assertThat(attempt.get().isEmpty()
						|| community.anybody().with(attempt.get()).get("/users/me").status() == 401).isTrue();
			}
		}
	}

	@Test
	void changingThePasswordEndsEveryOtherSignIn() {
		var member = community.aMember();
		var other = community.signIn(member.id(), member.handle());
		var browser = new Browser(community).signedIn(member);
		var wrong = member.client().post("/auth/password/change",
				Map.of("currentPassword", "not this one", "newPassword", "battery staple"));
		assertThat(wrong.text("/errors/0/code")).isEqualTo("wrong-password");
		assertThat(member.client().post("/auth/password/change",
				Map.of("currentPassword", Community.PASSWORD, "newPassword", "battery staple")).status()).isEqualTo(204);
		assertThat(member.client().get("/users/me").status()).isEqualTo(200);
		assertThat(other.client().get("/users/me").status()).isEqualTo(401);
		assertThat(browser.get("/settings").status()).isEqualTo(401);
		assertThat(logIn(member.handle(), "battery staple")).isEqualTo(200);
	}

	@Test
	void whoeverHasNoPasswordSetsOneOnlyRightAfterSigningIn() {
		var member = community.aMember();
		community.jdbc().sql("update member set password_hash = null where id = :id").param("id", member.id()).update();
		assertThat(member.client().post("/auth/password/change", Map.of("newPassword", "battery staple")).status())
				.isEqualTo(204);
		var other = community.aMember();
		community.jdbc().sql("update member set password_hash = null where id = :id").param("id", other.id()).update();
		community.jdbc().sql("update sign_in set created_at = now() - interval '6 minutes' where member_id = :id")
				.param("id", other.id()).update();
		assertThat(other.client().post("/auth/password/change", Map.of("newPassword", "battery staple")).code())
				.isEqualTo("sign-in-again");
	}
}
