package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What scripts make of pages: they say what failed, show what was asked for, and put things where they belong. */
@ChromiumTest
class ScriptsTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	/** A page, as a member sees it. */
	private Page at(String path) {
		var page = chromium.page();
		chromium.enter(page, community.aSession(community.aMember()));
		page.navigate(path);
		return page;
	}

	@Test
	void aLikeWithoutAConnectionSaysThatItFailed() {
		var post = community.aPost().id();
		try (var page = at("/p/" + post)) {
			var like = page.locator("form[action='/p/" + post + "/like'] button");
			page.context().setOffline(true);
			like.click();
			assertThat(page.locator("[role=alert]")).containsText("Check your connection");
			page.context().setOffline(false);
			like.click();
			assertThat(like).hasAttribute("aria-pressed", "true");
			assertThat(page.locator("[role=alert]")).hasCount(0);
		}
	}

	@Test
	void moreThatCannotBeLoadedSaysSo() {
		var category = community.aCategory();
		for (int i = 0; i < 2; i++) {
			var writer = community.aMember();
			for (int j = 0; j < 12; j++) {
				community.aPost(writer, category);
			}
		}
		try (var page = at("/c/" + category)) {
			page.context().setOffline(true);
			page.locator("a.more").click();
			assertThat(page.locator("[role=alert]")).isVisible();
		}
	}

	@Test
	void aPreviewComesIntoView() {
		try (var page = at("/write")) {
			page.locator("#body").fill("둘째 줄\n\n".repeat(200) + "끝");
			page.locator("[formaction='/write/preview']").click();
			assertThat(page.locator("#preview p").first()).isInViewport();
		}
	}

	@Test
	void aPastedPictureIsAParagraphOfItsOwn() {
		var category = community.aCategory();
		try (var page = at("/write")) {
			page.locator("#body").fill("앞줄\n뒷줄");
			page.locator("#body").evaluate(
					"""
							async field => {
							  field.setSelectionRange(3, 3);
							  const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
							  canvas.getContext('2d').fillRect(0, 0, 8, 8);
							  const data = new DataTransfer();
							  data.items.add(new File([await new Promise(done => canvas.toBlob(done))], 'a.png', { type: 'image/png' }));
							  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
							}""");
			assertThat(page.locator("#body")).hasValue(Pattern.compile("앞줄\n\n!\\[]\\(/media/[^)]+\\)\n\n뒷줄"));
			page.locator(".strip [name=drop]").check();
			assertThat(page.locator("#body")).hasValue("앞줄\n\n뒷줄");
			page.locator(".strip [name=drop]").uncheck();
			page.locator("#category").selectOption(category);
			page.locator("#title").fill("사진이 있는 글");
			page.locator("button[name=status][value=published]").click();
			assertThat(page.locator(".prose p:nth-child(2) img[width='8'][height='8']")).hasCount(1);
		}
	}
}
