package dev.madang.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class CommunityPagesTest {

	@Autowired
	Community community;

	private Browser admin() {
		return new Browser(community).signedIn(community.anAdmin());
	}

	@AfterEach
	void asBefore() {
		assertThat(admin().post("/admin/community",
				"name=&sentence=&introduction=&rules=&words=&mark=&accent=&mode=&languages=&language=&zone=&host=&port=&user=")
				.status())
				.isEqualTo(303);
	}

	@Test
	void theNameRulesAndColourAreOnPagesAtOnce() {
		var guest = new Browser(community);
		guest.get("/about");
		assertThat(admin().post("/admin/community", "name=" + Browser.encode("느티나무 책방") + "&accent=sea&mark=book&rules="
				+ Browser.encode("**서로** 존중해요 <script>alert(1)</script>")).status()).isEqualTo(303);
		assertThat(guest.get("/about").body()).contains("느티나무 책방", "data-accent=\"sea\"", "<strong>서로</strong>", "id=\"rules\"")
				.doesNotContain("<script>alert");
		assertThat(guest.get("/signup").body()).contains("href=\"/about#rules\"");
		assertThat(guest.get("/feed.atom").body()).contains("느티나무 책방");
	}

	@Test
	void theWayOfSigningUpAndTheZoneChangeWithoutARestart() {
		assertThat(admin().post("/admin/community", "mode=invite&zone=America/New_York").status()).isEqualTo(303);
		assertThat(new Browser(community).get("/signup").body()).contains("name=\"invite\"");
		assertThat(admin().get("/admin").body()).contains("America/New_York");
	}

	@Test
	void oneLanguageIsSpokenWhereOneIsOffered() {
		assertThat(admin().post("/admin/community", "languages=en&language=en").status()).isEqualTo(303);
		assertThat(new Browser(community).get("/about").body()).contains("<html lang=\"en\"");
	}

	@Test
	void thePasswordIsNotShownAgain() {
		var admin = admin();
		assertThat(admin.post("/admin/community", "user=madang&password=s3cret-of-pages").status()).isEqualTo(303);
		assertThat(admin.get("/admin/community").body()).contains("value=\"madang\"").doesNotContain("s3cret-of-pages");
	}

	@Test
	void whatIsWrongComesBackWithWhy() {
		var answer = admin().post("/admin/community", "name=" + Browser.encode("책방") + "&zone=Mars/Olympus");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).contains("사용할 수 없는 값이에요", "value=\"책방\"");
		var unspoken = admin().post("/admin/community", "languages=ko&language=en");
		assertThat(unspoken.status()).isEqualTo(422);
		assertThat(unspoken.body()).contains("사용할 수 없는 값이에요");
	}

	@Test
	void aPictureIsTheMarkAndATextIsNone() {
		var admin = admin();
		assertThat(admin.post("/admin/community/mark", Map.of(), "picture", "no picture".getBytes(UTF_8)).status())
				.isEqualTo(422);
		assertThat(admin.post("/admin/community/mark", Map.of(), "picture", PictureFiles.jpeg(400, 300)).status())
				.isEqualTo(303);
		var address = new Browser(community).get("/about").body()
				.replaceAll("(?s).*<img src=\"(/community/[0-9a-f]+\\.jpg)\".*", "$1");
		assertThat(new Browser(community).get(address).status()).isEqualTo(200);
	}

	@Test
	void aTestEmailSaysThatNoServerIsSetOrWhatTheServerSaid() {
		var admin = admin();
		assertThat(admin.post("/admin/community/test-email", "to=mina@example.org").body()).contains("시험 메일을 메일 화면에 보관했어요");
		assertThat(admin.post("/admin/community", "host=127.0.0.1&port=1").status()).isEqualTo(303);
		assertThat(admin.post("/admin/community/test-email", "to=mina@example.org").body()).contains("시험 메일을 보내지 못했어요");
	}
}
