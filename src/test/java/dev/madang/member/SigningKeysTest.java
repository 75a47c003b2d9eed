package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class SigningKeysTest {

	@Autowired
	Community community;

	@Autowired
	SigningKeys keys;

	private int published() {
		return community.anybody().get("!/.well-known/jwks.json").json().at("/keys").size();
	}

	private void older(String interval) {
		community.jdbc().sql("update signing_key set created_at = created_at - interval '" + interval + "'").update();
		community.jdbc().sql("select pg_notify('madang', 'signing-key ')").query().singleRow();
	}

	@Test
	void theNextKeyIsPublishedBeforeItSignsAndTheLastOneStaysAfterwards() {
		var member = community.aMember();
		assertThat(community.anybody().get("!/.well-known/jwks.json").body()).contains("\"kty\"").doesNotContain("\"d\"")
				.doesNotContain("\"p\"");
		var before = published();
		var signing = keys.signing().getKeyID();
		keys.rotate();
		assertThat(published()).isEqualTo(before);
		older("91 days");
		keys.rotate();
		Awaitility.await().until(() -> published() == before + 1);
		assertThat(keys.signing().getKeyID()).isEqualTo(signing);
		older("61 minutes");
		Awaitility.await().until(() -> !keys.signing().getKeyID().equals(signing));
		assertThat(member.client().get("/users/me").status()).isEqualTo(200);
		assertThat(community.signIn(member.id(), member.handle()).client().get("/users/me").status()).isEqualTo(200);
		keys.rotate();
		assertThat(published()).isEqualTo(before + 1);
		older("31 minutes");
		keys.rotate();
		Awaitility.await().until(() -> published() == 1);
	}
}
