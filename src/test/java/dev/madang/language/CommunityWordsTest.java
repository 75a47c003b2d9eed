package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class CommunityWordsTest {

	@Autowired
	Community community;

	@Autowired
	CommunityWords words;

	@Test
	void anAdminAddsAWordChangesItAndTakesItAway() {
		var admin = community.anAdmin();
		assertThat(admin.client().put("/admin/words/마당극장", Map.of("parts", List.of("마당", "극장"))).status()).isEqualTo(200);
		assertThat(admin.client().put("/admin/words/마당극장", Map.of("variants", List.of("마당국장"))).status()).isEqualTo(200);
		assertThat(words.all()).contains(new CommunityWord("마당극장", List.of(), List.of("마당국장")));
		assertThat(admin.client().get("/admin/words").body()).contains("마당극장");
		assertThat(admin.client().delete("/admin/words/마당극장").status()).isEqualTo(204);
		assertThat(admin.client().delete("/admin/words/마당극장").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "가", "두 낱말", "쉼,표", "UPPER", "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다" })
	void whatIsNoWordIsRefused(String word) {
		var answer = community.anAdmin().client().put("/admin/words/" + Browser.encode(word).replace("+", "%20"), Map.of());
		assertThat(answer.status()).isEqualTo(422);
	}

	@Test
	void partsMustMakeTheWord() {
		assertThat(community.anAdmin().client().put("/admin/words/마당극장", Map.of("parts", List.of("마당", "국장"))).status())
				.isEqualTo(422);
	}

	@Test
	void theyAreTheAdminsToKeep() {
		for (var person : List.of(community.aMember(), community.aModerator())) {
			assertThat(person.client().put("/admin/words/마당극장", Map.of()).status()).isEqualTo(403);
			assertThat(person.client().get("/admin/words").status()).isEqualTo(403);
		}
		assertThat(community.anybody().get("/admin/words").status()).isEqualTo(401);
	}

	@Test
	void thePageAddsAndRemoves() {
		var browser = new Browser(community).signedIn(community.anAdmin());
		assertThat(browser.post("/admin/dictionary", "word=" + Browser.encode("글벗모임") + "&parts=" + Browser.encode("글벗 모임"))
				.status()).isEqualTo(303);
		assertThat(browser.get("/admin/dictionary").body()).contains("글벗 + 모임");
		assertThat(browser.post("/admin/dictionary", "word=" + Browser.encode("두 낱말")).status()).isEqualTo(422);
		assertThat(browser.post("/admin/dictionary/remove", "word=" + Browser.encode("글벗모임")).status()).isEqualTo(303);
	}
}
