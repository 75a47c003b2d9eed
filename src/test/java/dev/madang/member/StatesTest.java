package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Mailbox;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class StatesTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	@Autowired
	Roles roles;

	@Autowired
	States states;

	private int put(Person by, Person whom, String state, Map<String, Object> form) {
		return by.client().put("/admin/users/" + whom.handle() + "/states/" + state, form).status();
	}

	@Test
	void aSuspendedMemberIsOutAtOnceAndToldWhyAfterTheRightPassword() {
		var moderator = community.aModerator();
		var member = community.aMember();
		var browser = new Browser(community).signedIn(member);
		var program = member.client().post("/users/me/access-tokens", Map.of("name", "x")).text("/token");
		assertThat(put(moderator, member, "suspended", Map.of("detail", "광고 글"))).isEqualTo(200);
		assertThat(member.client().get("/users/me").status()).isEqualTo(401);
		assertThat(community.anybody().with(program).get("/users/me").status()).isEqualTo(401);
		assertThat(browser.get("/settings").status()).isEqualTo(401);
		assertThat(community.anybody().post("/auth/refresh", Map.of("refreshToken", member.refreshToken())).status())
				.isEqualTo(401);
		var wrong = community.anybody().post("/auth/login", Map.of("login", member.handle(), "password", "not this one"));
		assertThat(wrong.code()).isEqualTo("bad-credentials");
		var right = community.anybody().post("/auth/login", Map.of("login", member.handle(), "password", Community.PASSWORD));
		assertThat(right.status()).isEqualTo(403);
		assertThat(right.code()).isEqualTo("suspended");
		assertThat(right.text("/detail")).contains("광고 글");
		var oauth = community.anybody().form("/auth/token",
				"grant_type=password&username=" + member.handle() + "&password=" + Browser.encode(Community.PASSWORD));
		assertThat(oauth.status()).isEqualTo(400);
		assertThat(oauth.text("/error")).isEqualTo("invalid_grant");
		assertThat(mailbox.email(member.handle() + "@example.org", "정지").text()).contains("광고 글");
		assertThat(moderator.client().delete("/admin/users/" + member.handle() + "/states/suspended").status()).isEqualTo(204);
		assertThat(community.signIn(member.id(), member.handle()).client().get("/users/me").status()).isEqualTo(200);
		var history = moderator.client().get("/admin/users/" + member.handle() + "/states").json().at("/items/0");
		assertThat(history.at("/by").asString()).isEqualTo(moderator.handle());
		assertThat(history.at("/endedBy").asString()).isEqualTo(moderator.handle());
		assertThat(history.at("/current").asBoolean()).isFalse();
	}

	@Test
	void aStateEndsByItself() {
		var member = community.aMember();
		put(community.aModerator(), member, "suspended", Map.of("until", Instant.now().plusSeconds(3600).toString()));
		community.jdbc().sql("update member_state set until = now() - interval '1 second' where member_id = :id")
				.param("id", member.id()).update();
		var back = community.signIn(member.id(), member.handle());
		assertThat(back.client().get("/users/me").status()).isEqualTo(200);
		states.closeEnded();
		assertThat(
				community.jdbc().sql("select ended_at = until and ended_by_id is null from member_state where member_id = :id")
						.param("id", member.id()).query(Boolean.class).single())
				.isTrue();
	}

	@Test
	void aSilencedMemberReadsAndLikesButDoesNotWrite() {
		var member = community.aMember();
		var category = community.aCategory();
		var post = community.aPost(member, category);
		var comment = community.aComment(member, post, "그 전");
		put(community.aModerator(), member, "silenced", Map.of());
		var client = member.client();
		assertThat(client.get("/posts/" + post).status()).isEqualTo(200);
		assertThat(client.put("/posts/" + post + "/like").status()).isEqualTo(200);
		assertThat(community.aPost().by(member).in(category).send().code())
				.isEqualTo("silenced");
		assertThat(community.aComment().by(client).on(post).saying("말").send().code()).isEqualTo("silenced");
		assertThat(client.patch("/posts/" + post, Map.of("title", "새")).code()).isEqualTo("silenced");
		assertThat(client.patch("/comments/" + comment, Map.of("body", "새")).code()).isEqualTo("silenced");
	}

	@Test
	void aSilencedMemberSaysNothingInTheProfileEither() {
		var member = community.aMember();
		put(community.aModerator(), member, "silenced", Map.of());
		assertThat(member.client().patch("/users/me", Map.of("bio", "광고")).code()).isEqualTo("silenced");
		assertThat(member.client().patch("/users/me", Map.of("locale", "en")).status()).isEqualTo(200);
	}

	@Test
	void whoeverCannotSignInIsNotPutInCharge() {
		var admin = community.anAdmin();
		var member = community.aMember();
		put(admin, member, "suspended", Map.of());
		assertThat(admin.client().put("/admin/users/" + member.handle() + "/role", Map.of("role", "admin")).code())
				.isEqualTo("cannot-be-in-charge");
		var imported = Community.unique("old");
		community.jdbc().sql("insert into member (handle, name) values (:handle, :handle)").param("handle", imported).update();
		assertThat(admin.client().put("/admin/users/" + imported + "/role", Map.of("role", "admin")).status()).isEqualTo(409);
	}

	@Test
	void aDormantMemberIsNotListedUntilTheNextSignIn() {
		var member = community.aMember();
		var admin = community.anAdmin();
		put(admin, member, "dormant", Map.of());
		assertThat(admin.client().get("/users?q=" + member.handle()).body()).doesNotContain(member.handle());
		community.signIn(member.id(), member.handle());
		assertThat(admin.client().get("/users?q=" + member.handle()).body()).contains(member.handle());
	}

	@Test
	void nobodyActsOnThoseAboveOrOnThemselves() {
		var moderator = community.aModerator();
		var admin = community.anAdmin();
		assertThat(put(moderator, community.aModerator(), "silenced", Map.of())).isEqualTo(403);
		assertThat(put(moderator, moderator, "silenced", Map.of())).isEqualTo(403);
		assertThat(put(moderator, admin, "silenced", Map.of())).isEqualTo(409);
		assertThat(put(community.anAdmin(), admin, "suspended", Map.of())).isEqualTo(409);
		assertThat(put(admin, moderator, "silenced", Map.of())).isEqualTo(200);
		assertThat(put(community.aMember(), community.aMember(), "silenced", Map.of())).isEqualTo(403);
		assertThat(put(admin, community.aMember(), "invisible", Map.of())).isEqualTo(404);
		assertThat(put(admin, community.aMember(), "silenced", Map.of("until", "2001-01-01T00:00:00Z"))).isEqualTo(422);
	}

	@Test
	void aRoleCountsFromTheNextRequest() {
		var member = community.aMember();
		var admin = community.anAdmin();
		assertThat(member.client().get("/admin/stats/overview").status()).isEqualTo(403);
		assertThat(admin.client().put("/admin/users/" + member.handle() + "/role", Map.of("role", "moderator")).text("/role"))
				.isEqualTo("moderator");
		assertThat(member.client().get("/admin/stats/overview").status()).isEqualTo(200);
		admin.client().put("/admin/users/" + member.handle() + "/role", Map.of("role", "member"));
		assertThat(member.client().get("/admin/stats/overview").status()).isEqualTo(403);
		assertThat(admin.client().put("/admin/users/" + member.handle() + "/role", Map.of("role", "any")).status())
				.isEqualTo(422);
		assertThat(admin.client().put("/admin/users/" + member.handle() + "/role", Map.of("role", "king")).status())
				.isBetween(400, 422);
	}

	@Test
	void theLastAdminStaysEvenIfTwoLeaveTheOfficeAtOnce() throws Exception {
		var first = community.anAdmin();
		var second = community.anAdmin();
		var others = community.jdbc()
				.sql("update member set role = 'moderator' where role = 'admin' and id not in (:a, :b) returning id")
				.param("a", first.id()).param("b", second.id()).query(Long.class).list();
		try (var threads = Executors.newFixedThreadPool(2)) {
			var a = threads.submit(demote(first));
			var b = threads.submit(demote(second));
			assertThat(new String[]{ a.get(), b.get() }).containsExactlyInAnyOrder("member", "last-admin");
		}
		finally {
			community.jdbc().sql("update member set role = 'admin' where id = any(:ids)")
					.param("ids", others.toArray(Long[]::new)).update();
		}
	}

	private Callable<String> demote(Person admin) {
		return () -> {
			try {
				return roles.change(new Viewer(admin.id(), admin.handle(), "", Role.ADMIN, 0), admin.handle(), Role.MEMBER)
						.role().word();
			}
			catch (Problem problem) {
				return problem.code();
			}
		};
	}
}
