package dev.madang.notification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of notifications while it is open, and what the bell shows. */
@ChromiumTest
class LiveListTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	@Test
	void whatIsNewWaitsBehindAButtonOnTheOpenList() {
		var author = community.aMember();
		var post = community.aPost().by(author).titled("마당의 글").id();
		var fan = community.aMember();
		community.aComment(fan, post, "먼저 온 댓글");
		fan.client().put("/posts/" + post + "/like");
		community.aMember().client().put("/posts/" + post + "/like");
		new Listening(community).settle();
		try (var page = chromium.page(390, true)) {
			chromium.enter(page, community.aSession(author));
			page.navigate("/notifications");
			assertThat(page.locator(".told li")).hasCount(2);
			var before = page.locator(".told li").first().boundingBox().y;
			community.aComment(fan, post, "나중에 온 댓글");
			var button = page.locator(".arrived button");
			assertThat(button).hasText("1 new notification");
			org.assertj.core.api.Assertions.assertThat(page.locator(".told li").first().boundingBox().y).isEqualTo(before);
			button.click();
			assertThat(page.locator(".told li").first()).containsText("나중에 온 댓글");
			assertThat(page.locator(".told li").first().locator("a")).isFocused();
			assertThat(button).hasCount(0);
		}
	}

	@Test
	void onAWideScreenTheBellShowsTheLastFewAndLeadsToAll() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		community.aComment(community.aMember(), post, "무슨 말인지 알겠어요");
		new Listening(community).settle();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(author));
			page.navigate("/terms");
			page.locator(".top .bell").click();
			assertThat(page.locator(".few li")).containsText("무슨 말인지 알겠어요");
			page.locator(".few .more").click();
			page.waitForURL("/notifications");
		}
	}
}
