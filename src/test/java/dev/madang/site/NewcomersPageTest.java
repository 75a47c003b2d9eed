package dev.madang.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The people whom the feed proposes to newcomers, in a browser. */
@ChromiumTest
class NewcomersPageTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	@BeforeEach
	void somebodyWrites() {
		community.aPost().id();
	}

	@Test
	void theButtonIsNamedByWhatItDoes() {
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(community.aMember()));
			page.navigate("/");
			var person = page.locator(".insert li").first();
			var name = person.locator("b").textContent();
			var button = person.locator("button");
			assertThat(button).hasAccessibleName("Follow");
			assertThat(button).hasAccessibleDescription(name);
			button.click();
			assertThat(button).hasAccessibleName("Unfollow");
			assertThat(button).hasAccessibleDescription(name);
		}
	}

	@Test
	void onANarrowPhoneAPersonIsOneLine() {
		try (var page = chromium.page(320, true)) {
			chromium.enter(page, community.aSession(community.aMember()));
			page.navigate("/");
			var person = page.locator(".insert li").first();
			var text = person.locator("> span:not(.face)").boundingBox();
			var button = person.locator("button").boundingBox();
			assertThat(button.y).isLessThan(text.y + text.height);
			assertThat(button.x).isGreaterThanOrEqualTo(text.x + text.width);
			assertThat(person.evaluate("item => getComputedStyle(item).paddingLeft")).isEqualTo("0px");
		}
	}
}
