package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Mailbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class EmailsTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	@Autowired
	TypedAddresses typed;

	@Test
	void anotherAddressBecomesTheMainOneOnceItIsConfirmed() {
		var member = community.aMember();
		var address = Community.unique("more") + "@example.net";
		var id = member.client().post("/users/me/emails", Map.of("email", address)).id();
		assertThat(member.client().put("/users/me/emails/" + id + "/primary").code()).isEqualTo("email-unconfirmed");
		community.anybody().post("/auth/email/confirm", Map.of("token", mailbox.token(address, "확인")));
		assertThat(member.client().put("/users/me/emails/" + id + "/primary").json().at("/primary").asBoolean()).isTrue();
		assertThat(member.client().get("/users/me").text("/email")).isEqualTo(address);
		mailbox.email(member.handle() + "@example.org", "대표 이메일");
		var emails = member.client().get("/users/me/emails").json().at("/items");
		assertThat(emails.size()).isEqualTo(2);
		assertThat(member.client().delete("/users/me/emails/" + id).code()).isEqualTo("email-primary");
		assertThat(member.client().delete("/users/me/emails/" + emails.at("/1/id").asLong()).status()).isEqualTo(204);
		assertThat(community.anybody().post("/auth/login", Map.of("login", address, "password", Community.PASSWORD)).status())
				.isEqualTo(200);
	}

	@Test
	void addingAnAddressTellsNothingOfWhoseItIs() {
		var owner = community.aMember();
		var member = community.aMember();
		var taken = member.client().post("/users/me/emails", Map.of("email", owner.handle() + "@example.org"));
		assertThat(taken.status()).isEqualTo(201);
		assertThat(taken.json().at("/confirmed").asBoolean()).isFalse();
		assertThat(community.anybody()
				.post("/auth/login", Map.of("login", owner.handle() + "@example.org", "password", Community.PASSWORD))
				.status()).isEqualTo(200);
		assertThat(member.client().post("/users/me/emails", Map.of("email", owner.handle() + "@Example.org")).code())
				.isEqualTo("email-own");
	}

	@Test
	void anAddressGoesToWhoeverConfirmsItAndNotToWhoeverTypedItInFirst() {
		var address = Community.unique("victim") + "@example.org";
		var thief = Community.unique("thief");
		community.anybody().post("/auth/signup",
				Map.of("handle", thief, "name", "도둑", "email", address, "password", Community.PASSWORD));
		var victim = community.aMember();
		victim.client().post("/users/me/emails", Map.of("email", address));
		Awaitility.await().until(() -> mailbox.find(address, "확인")
				.filter(email -> !email.text().contains("도둑")).isPresent());
		var token = mailbox.token(address, "확인");
		assertThat(community.anybody().post("/auth/email/confirm", Map.of("token", token)).status()).isEqualTo(200);
		assertThat(victim.client().get("/users/me/emails").body()).contains(address);
		assertThat(community.signIn(0, thief).client().get("/users/me/emails").body()).doesNotContain(address);
	}

	@Test
	void whatIsNoAddressIsRefused() {
		var member = community.aMember().client();
		for (var bad : new String[]{ "nowhere", "a b@example.org", "a@b", "", "x".repeat(260) + "@example.org",
				"mina(@example.org", "mi\u0001na@example.org", "\"mina\"@example.org" }) {
			assertThat(member.post("/users/me/emails", Map.of("email", bad)).status()).isEqualTo(422);
		}
		assertThat(member.post("/users/me/emails", "{}").status()).isEqualTo(422);
	}

	@Test
	void whatWasStoredAsItWasTypedIsFoundAgain() {
		var member = community.aMember();
		var taken = community.aMember();
		var name = Community.unique("old");
		store(member, name + "@한글.kr");
		store(taken, name + "2@한글.kr");
		store(community.aMember(), name + "2@xn--bj0bj06e.kr");

		typed.convert();

		var login = Map.of("login", name + "@한글.kr", "password", Community.PASSWORD);
		assertThat(community.anybody().post("/auth/login", login).status()).isEqualTo(200);
		assertThat(member.client().get("/users/me").text("/email")).isEqualTo(name + "@xn--bj0bj06e.kr");
		assertThat(taken.client().get("/users/me").text("/email")).isEqualTo(name + "2@한글.kr");
		assertThat(community.anybody().post("/auth/signup", Map.of("handle", name, "name", "새", "email", name + "@한글.kr",
				"password", Community.PASSWORD)).code()).isEqualTo("email-taken");
	}

	private void store(Community.Person person, String address) {
		community.jdbc().sql("update member_email set address = :address where member_id = :id").param("address", address)
				.param("id", person.id()).update();
	}

	@Test
	void aDomainInHangulIsTheSameAsItsFormInAscii() {
		var member = community.aMember();
		var name = Community.unique("idn");
		var added = member.client().post("/users/me/emails", Map.of("email", name + "@한글.kr"));
		assertThat(added.text("/email")).isEqualTo(name + "@xn--bj0bj06e.kr");
		assertThat(member.client().post("/users/me/emails", Map.of("email", name + "@xn--bj0bj06e.kr")).code())
				.isEqualTo("email-own");
		community.anybody().post("/auth/email/confirm", Map.of("token", mailbox.token(name + "@xn--bj0bj06e.kr", "확인")));
		assertThat(community.anybody()
				.post("/auth/login", Map.of("login", name + "@한글.kr", "password", Community.PASSWORD)).status()).isEqualTo(200);
	}
}
