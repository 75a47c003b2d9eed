package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@MadangTest
class AccountsTest {

	@Autowired
	Community community;

	private static Map<String, Object> form(String handle) {
		return new HashMap<>(Map.of("handle", handle, "name", "새 식구", "email", handle + "@example.org", "password",
				"correct horse"));
	}

	@Test
	void signsUpAndIn() {
		var handle = Community.unique("new");
		var answer = community.anybody().post("/auth/signup", form(handle));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.text("/handle")).isEqualTo(handle);
		assertThat(answer.text("/email")).isEqualTo(handle + "@example.org");
		assertThat(answer.header("Location")).endsWith("/users/" + handle);
		assertThat(answer.body()).doesNotContain("password");
		for (var login : List.of(handle, handle.toUpperCase(Locale.ROOT), handle + "@EXAMPLE.org")) {
			var tokens = community.anybody().post("/auth/login", Map.of("login", login, "password", "correct horse"));
			assertThat(tokens.status()).as(login).isEqualTo(200);
			assertThat(tokens.text("/tokenType")).isEqualTo("Bearer");
			assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
			assertThat(community.anybody().with(tokens.text("/accessToken")).get("/users/me").text("/handle"))
					.isEqualTo(handle);
		}
	}

	@Test
	void takesAPasswordOfSixtyFourHangulSyllables() {
		var handle = Community.unique("new");
		var form = form(handle);
		var password = IntStream.range(0, 64).mapToObj(i -> Character.toString('가' + 28 * i)).collect(Collectors.joining());
		form.put("password", password);
		assertThat(community.anybody().post("/auth/signup", form).status()).isEqualTo(201);
		assertThat(community.anybody().post("/auth/login", Map.of("login", handle, "password", password)).status())
				.isEqualTo(200);
		assertThat(community.anybody().post("/auth/login", Map.of("login", handle, "password", password.substring(1)))
				.status()).isEqualTo(401);
	}

	@Test
	void namesWhatIsTaken() {
		var handle = Community.unique("new");
		assertThat(community.anybody().post("/auth/signup", form(handle)).status()).isEqualTo(201);
		var sameHandle = form(handle.toUpperCase(Locale.ROOT));
		sameHandle.put("email", "other-" + handle + "@example.org");
		var taken = community.anybody().post("/auth/signup", sameHandle);
		assertThat(taken.status()).isEqualTo(409);
		assertThat(taken.code()).isEqualTo("handle-taken");
		var sameEmail = form(Community.unique("new"));
		sameEmail.put("email", handle.toUpperCase(Locale.ROOT) + "@example.org");
		assertThat(community.anybody().post("/auth/signup", sameEmail).code()).isEqualTo("email-taken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ab", "가나", "가나abc", "tаra", "with space", "a-b-c", "ﬁsh", "１２３", "admin", "관리자", "ㅋㅋㅋ",
			"toolongtoolongtoolongtoolongtoo" })
	void refusesAHandleThatMixesScriptsOrPassesForSomething(String handle) {
		var form = form(Community.unique("new"));
		form.put("handle", handle);
		var answer = community.anybody().header("Accept-Language", "ko").post("/auth/signup", form);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo("handle");
		assertThat(answer.text("/errors/0/message")).isNotBlank();
	}

	@Test
	void takesAHangulHandleInEitherForm() {
		var handle = "마당" + Community.unique("").replaceAll("[a-z]", "1");
		var form = form(Community.unique("new"));
		form.put("handle", Normalizer.normalize(handle, Normalizer.Form.NFD));
		assertThat(community.anybody().post("/auth/signup", form).text("/handle")).isEqualTo(handle);
	}

	@Test
	void tellsEverythingThatIsWrongAtOnce() {
		var answer = community.anybody().post("/auth/signup",
				Map.of("handle", "x", "name", " ", "email", "nowhere", "password", "short"));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.json().at("/errors").findValuesAsString("field")).contains("handle", "name", "email", "password");
	}

	@Test
	void doesNotTellWhetherAMemberExists() {
		var member = community.aMember();
		var wrong = community.anybody().post("/auth/login", Map.of("login", member.handle(), "password", "wrong"));
		var unknown = community.anybody().post("/auth/login", Map.of("login", "nobody_here", "password", "wrong"));
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(unknown.body()).isEqualTo(wrong.body());
	}

	@Test
	void recordsSuccessAndFailure() {
		var member = community.aMember();
		community.signIn(member.id(), member.handle());
		community.anybody().post("/auth/login", Map.of("login", member.handle(), "password", "wrong"));
		var logins = member.client().get("/users/me/logins").json().at("/items");
		assertThat(logins.at("/0/succeeded").asBoolean()).isFalse();
		assertThat(logins.at("/1/succeeded").asBoolean()).isTrue();
		assertThat(logins.at("/0/device").asString()).startsWith("Java");
		assertThat(community.anybody().get("/users/me/logins").status()).isEqualTo(401);
	}

	@Test
	void aNameStandsOnOneLine() {
		var form = form(Community.unique("new"));
		form.put("name", "새 식구\nhttps://evil.example/confirm");
		assertThat(community.anybody().post("/auth/signup", form).status()).isEqualTo(422);
		assertThat(community.aMember().client().patch("/users/me", Map.of("name", "가\n나")).status()).isEqualTo(422);
	}

	@Test
	void listsMembersByWhatTheirNamesBeginWith() {
		var member = community.aMember();
		var all = member.client().get("/users?limit=2&page=1");
		assertThat(all.json().at("/total").asLong()).isGreaterThan(1);
		assertThat(all.json().at("/totalIsAtLeast").asBoolean()).isFalse();
		var found = member.client().get("/users?q=" + member.handle().substring(0, 4).toUpperCase(Locale.ROOT) + "&limit=1");
		assertThat(found.json().at("/items").size()).isEqualTo(1);
		assertThat(found.text("/items/0/email")).isEmpty();
		assertThat(member.client().get("/users?q=%25").json().at("/items").size()).isZero();
		assertThat(member.client().get("/users?limit=1&cursor=" + found.text("/nextCursor")).status()).isEqualTo(200);
	}

	@Test
	void replacesABcryptHash() {
		var member = community.aMember();
		community.jdbc().sql("update member set password_hash = :hash where id = :id").param("id", member.id())
				.param("hash", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(Community.PASSWORD)).update();
		assertThat(community.signIn(member.id(), member.handle()).client().get("/users/me").status()).isEqualTo(200);
		assertThat(community.jdbc().sql("select password_hash from member where id = :id").param("id", member.id())
				.query(String.class).single()).startsWith("{argon2id}");
		assertThat(community.signIn(member.id(), member.handle()).client().get("/users/me").status()).isEqualTo(200);
	}

	@Test
	void showsOthersNoPrivateField() {
		var member = community.aMember();
		assertThat(member.client().patch("/users/me", Map.of("age", 13)).text("/errors/0/code")).isEqualTo("too-young");
		assertThat(member.client().patch("/users/me", Map.of("phone", "010-0000-0000", "age", 30)).text("/phone"))
				.isEqualTo("01000000000");
		assertThat(community.aMember().client().get("/users/" + member.handle()).body()).doesNotContain("01000000000")
				.doesNotContain("@example.org");
		assertThat(community.anybody().get("/users/" + member.handle()).status()).isEqualTo(200);
	}

	@Test
	void changesOnesOwnProfileOnly() {
		var member = community.aMember();
		var answer = member.client().patch("/users/me",
				"{\"bio\":\"소설을 천천히\",\"links\":[\"https://a.example\"],\"age\":null}");
		assertThat(answer.text("/bio")).isEqualTo("소설을 천천히");
		assertThat(answer.json().at("/links/0").asString()).isEqualTo("https://a.example");
		assertThat(community.anAdmin().client().patch("/users/" + member.handle(), Map.of("bio", "x")).status())
				.isEqualTo(403);
		assertThat(community.anybody().patch("/users/" + member.handle(), Map.of("bio", "x")).status()).isEqualTo(401);
		assertThat(member.client().patch("/users/me", Map.of("role", "admin")).code()).isEqualTo("unknown-field");
		assertThat(member.client().patch("/users/me", Map.of("links", List.of("javascript:alert(1)"))).status())
				.isEqualTo(422);
		assertThat(member.client().patch("/users/me", "{\"name\":null}").status()).isEqualTo(422);
	}

	@Test
	void endsASignInAtOnce() {
		var member = community.aMember();
		var other = community.signIn(member.id(), member.handle());
		assertThat(member.client().post("/auth/logout", "{}").status()).isEqualTo(204);
		assertThat(member.client().get("/users/me").status()).isEqualTo(401);
		assertThat(community.anybody().post("/auth/refresh", Map.of("refreshToken", member.refreshToken())).status())
				.isEqualTo(401);
		assertThat(other.client().get("/users/me").status()).isEqualTo(200);
	}

	@Test
	void speaksOauth() {
		var member = community.aMember();
		var answer = community.anybody().form("/auth/token",
				"grant_type=password&username=" + member.handle() + "&password=correct%20horse");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/expires_in").asInt()).isEqualTo(900);
		var next = community.anybody().form("/auth/token",
				"grant_type=refresh_token&refresh_token=" + answer.text("/refresh_token"));
		assertThat(next.text("/access_token")).isNotBlank();
		assertThat(community.anybody().form("/auth/token", "grant_type=password&username=x&password=y").text("/error"))
				.isEqualTo("invalid_grant");
		assertThat(community.anybody().form("/auth/token", "grant_type=magic").text("/error"))
				.isEqualTo("unsupported_grant_type");
		assertThat(community.anybody().form("/auth/token", "x=y").text("/error")).isEqualTo("invalid_request");
	}

	@Test
	void aPhoneNumberIsOne() {
		var member = community.aMember();
		var refused = member.client().patch("/users/me", Map.of("phone", "call me"));
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.text("/errors/0/field")).isEqualTo("phone");
		assertThat(refused.text("/errors/0/code")).isEqualTo("bad-phone");
		for (var language : List.of("ko", "en")) {
			assertThat(member.client().header("Accept-Language", language).patch("/users/me", Map.of("phone", "x"))
					.text("/errors/0/message")).contains("7", "15");
		}
		var handle = Community.unique("new");
		assertThat(community.anybody().post("/auth/signup", Map.of("handle", handle, "name", "새 회원", "email",
				handle + "@example.org", "password", Community.PASSWORD, "phone", "call me")).text("/errors/0/code"))
				.isEqualTo("bad-phone");
		community.jdbc().sql("update member set phone = 'from before' where id = :id").param("id", member.id()).update();
		assertThat(member.client().patch("/users/me", Map.of("bio", "소개")).text("/phone")).isEqualTo("from before");
		assertThat(member.client().patch("/users/me", "{\"phone\":\"\"}").json().has("phone")).isFalse();
	}

	@Test
	void aLinkMayBeWrittenInAnyCase() {
		var member = community.aMember();
		assertThat(member.client().patch("/users/me", Map.of("links", List.of("HTTPS://Shop.Example/A?B#C"))).text("/links/0"))
				.isEqualTo("https://shop.example/A?B#C");
	}
}
