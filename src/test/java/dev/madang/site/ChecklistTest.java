package dev.madang.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.community.CommunitySettings;
import dev.madang.community.Setting;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What remains to be done after setup, for admins alone. */
@MadangTest
class ChecklistTest {

	@Autowired
	Community community;

	@Autowired
	CommunitySettings settings;

	Community.Person admin;

	@BeforeEach
	void anAdmin() {
		admin = community.anAdmin();
		asItWas();
	}

	@AfterEach
	void asItWas() {
		set(Map.of(Setting.NAME, "", Setting.CHECKLIST, "open"));
	}

	private void set(Map<Setting, String> values) {
		settings.set(new Viewer(admin.id(), admin.handle(), "admin", Role.ADMIN, 0), values);
	}

	private String home(Community.Person person) {
		return new Browser(community).signedIn(person).get("/").body().replaceAll("\\s+", " ");
	}

	@Test
	void aNameIsTickedOffOnceThereIsOne() {
		community.aPost().id();
		assertThat(home(admin)).contains("class=\"checklist\"", "href=\"/admin/community\">이름 정하기</a>",
				"<li class=\"done\"> <span class=\"tick\" aria-hidden=\"true\">✓</span> <span> <b>게시판 세 개 만들기</b>");
		set(Map.of(Setting.NAME, "느티나무 책방"));
		assertThat(home(admin)).doesNotContain("href=\"/admin/community\">이름 정하기</a>");
	}

	@Test
	void nobodyElseSeesIt() {
		assertThat(home(community.aMember())).doesNotContain("class=\"checklist\"");
		var member = new Browser(community).signedIn(community.aMember());
		assertThat(member.post("/admin/checklist/close", "").status()).isEqualTo(403);
		assertThat(member.post("/admin/checklist/boards", "").status()).isEqualTo(403);
	}

	@Test
	void whoClosesItSeesItNoLonger() {
		assertThat(new Browser(community).signedIn(admin).post("/admin/checklist/close", "").status()).isEqualTo(303);
		assertThat(home(admin)).doesNotContain("class=\"checklist\"");
	}

	@Test
	void noBoardIsMadeWhereThereAreSome() {
		community.aCategory();
		var before = community.anybody().get("/categories").body();
		new Browser(community).signedIn(admin).post("/admin/checklist/boards", "");
		assertThat(community.anybody().get("/categories").body()).isEqualTo(before);
	}
}
