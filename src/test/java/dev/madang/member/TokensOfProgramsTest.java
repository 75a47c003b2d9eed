package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Personal access tokens, and the sign-ins beside them. */
@MadangTest
class TokensOfProgramsTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	private Client program(Person person, String... scopes) {
		var made = person.client().post("/users/me/access-tokens", Map.of("name", "백업", "scopes", List.of(scopes)));
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.header("Cache-Control")).contains("no-store");
		return community.anybody().with(made.text("/token"));
	}

	@Test
	void aReadingProgramReadsAndNothingElse() {
		var member = community.aMember();
		var program = program(member, "read");
		assertThat(program.get("/users/me").text("/handle")).isEqualTo(member.handle());
		assertThat(program.get("/users/me/bookmarks").status()).isEqualTo(200);
		assertThat(community.aPost().by(program).in("x").send().code())
				.isEqualTo("scope-missing");
	}

	@Test
	void noProgramTouchesTheAccountItself() {
		var program = program(community.aMember(), "read", "write");
		assertThat(program.patch("/users/me", Map.of("bio", "프로그램")).status()).isEqualTo(200);
		for (var path : new String[]{ "/users/me/emails", "/users/me/sign-ins", "/users/me/access-tokens", "/users/me/export",
				"/users/me/passkeys" }) {
			assertThat(program.get(path).code()).as(path).isEqualTo("scope-missing");
		}
		assertThat(program.post("/users/me/access-tokens", Map.of("name", "x")).status()).isEqualTo(403);
		assertThat(program.post("/auth/password/change", Map.of("newPassword", "battery staple")).status()).isEqualTo(403);
		assertThat(program.delete("/users/me").status()).isEqualTo(403);
	}

	@Test
	void aModeratorsProgramModeratesOnlyWhereItsScopeSaysSo() {
		var moderator = community.aModerator();
		var post = community.aPost().id();
		assertThat(program(moderator, "read", "write").delete("/posts/" + post).status()).isEqualTo(403);
		assertThat(program(moderator, "admin").get("/admin/stats/overview").status()).isEqualTo(200);
		assertThat(program(moderator, "admin").post("/categories", Map.of("slug", "x", "name", "x")).status()).isEqualTo(403);
		assertThat(program(moderator, "moderate").delete("/posts/" + post).status()).isEqualTo(204);
		assertThat(program(community.aMember(), "admin").get("/admin/stats/overview").status()).isEqualTo(403);
	}

	@Test
	void itEndsWhenItIsRemovedOrItsTimeHasCome() {
		var member = community.aMember();
		var made = member.client().post("/users/me/access-tokens",
				Map.of("name", "x", "expiresAt", Instant.now().plus(Duration.ofDays(3)).toString()));
		var program = community.anybody().with(made.text("/token"));
		assertThat(program.get("/users/me").status()).isEqualTo(200);
		assertThat(member.client().get("/users/me/access-tokens").body()).doesNotContain(made.text("/token"));
		assertThat(community.aMember().client().delete("/users/me/access-tokens/" + made.id()).status()).isEqualTo(404);
		assertThat(member.client().delete("/users/me/access-tokens/" + made.id()).status()).isEqualTo(204);
		assertThat(program.get("/users/me").code()).isEqualTo("bad-token");
		assertThat(program.get("/posts").status()).isEqualTo(401);
		var old = member.client().post("/users/me/access-tokens", Map.of("name", "x"));
		community.jdbc().sql("update access_token set expires_at = now() where id = :id").param("id", old.id()).update();
		assertThat(community.anybody().with(old.text("/token")).get("/users/me").status()).isEqualTo(401);
		assertThat(member.client().post("/users/me/access-tokens", Map.of("name", "x", "expiresAt", "2001-01-01T00:00:00Z"))
				.status()).isEqualTo(422);
		assertThat(member.client().post("/users/me/access-tokens", Map.of("name", "x", "scopes", List.of("everything")))
				.status()).isEqualTo(422);
	}

	@Test
	void checkingATokenOrCookieCostsNoStatementAfterTheFirstTime() {
		var member = community.aMember();
		var program = program(member, "read");
		for (var client : List.of(program, member.client())) {
			client.get("/auth/providers");
			statements.take();
			assertThat(client.get("/auth/providers").status()).isEqualTo(200);
			assertThat(statements.take()).isEmpty();
		}
	}

	@Test
	void lookingAtAPageWithACookieCostsNoStatementEither() {
		var browser = new Browser(community).signedIn(community.aMember());
		browser.get("/reset-request");
		statements.take();
		assertThat(browser.get("/reset-request").body()).contains("action=\"/logout\"");
		assertThat(statements.take()).isEmpty();
	}

	@Test
	void signInsAreListedAndEndedOneByOne() {
		var member = community.aMember();
		var other = community.signIn(member.id(), member.handle());
		var live = member.client().get("/users/me/sign-ins").json().at("/items");
		assertThat(live.size()).isEqualTo(2);
		assertThat(live.valueStream().filter(each -> each.at("/current").asBoolean()).count()).isEqualTo(1);
		var id = live.valueStream().filter(each -> !each.at("/current").asBoolean()).findFirst().orElseThrow().at("/id")
				.asLong();
		assertThat(community.aMember().client().delete("/users/me/sign-ins/" + id).status()).isEqualTo(404);
		assertThat(member.client().delete("/users/me/sign-ins/" + id).status()).isEqualTo(204);
		assertThat(other.client().get("/users/me").status()).isEqualTo(401);
		assertThat(member.client().get("/users/me").status()).isEqualTo(200);
	}
}
