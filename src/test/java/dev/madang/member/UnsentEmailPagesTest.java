package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Where there is no mail server, no page says that an email was or will be sent. */
@MadangTest
class UnsentEmailPagesTest {

	@Autowired
	Community community;

	private static final String PROMISE = "보냈어요|보내 드려요|메일을 보내요|아침에 보내요|메일 다시 보내기|링크 보내기|메일로 알려|메일을 확인해";

	private Browser unconfirmed(Community.Person person) {
		community.jdbc().sql("update member_email set confirmed_at = null where member_id = :id").param("id", person.id())
				.update();
		return new Browser(community).signedIn(person);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/settings/account", "/settings/account?said=email-sent", "/settings/notifications",
			"/reset-request" })
	void aMemberIsToldToAskAnAdmin(String path) {
		assertThat(unconfirmed(community.aMember()).get(path).body()).contains("메일 서버가 없", "관리자")
				.doesNotContainPattern(PROMISE);
	}

	@Test
	void anAdminIsLedToTheKeptEmailsAndToldHowToHaveThemSent() {
		var admin = unconfirmed(community.anAdmin());
		assertThat(admin.get("/").body()).contains("메일 서버가 없어서, 확인 메일이 관리 화면에 있어요", "href=\"/admin/mail\"")
				.doesNotContainPattern(PROMISE);
		assertThat(admin.get("/admin/mail").body()).contains("href=\"/admin/community#mail\"");
	}

	@Test
	void aForgottenPasswordPromisesNothing() {
		var answer = new Browser(community).post("/reset-request", "email=" + Community.unique("nobody") + "@example.org");
		assertThat(answer.body()).contains("관리자에게 링크를 받아 주세요").doesNotContain("bin/madang").doesNotContainPattern(PROMISE);
	}
}
