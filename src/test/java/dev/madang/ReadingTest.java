package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reading a post and answering it, as a browser does it. */
@ChromiumTest
class ReadingTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	Person reader;

	long post;

	long comment;

	long reply;

	@BeforeEach
	void aThread() {
		reader = community.aMember();
		post = community.aPost().saying("첫 문단입니다.\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ").id();
		comment = community.aComment(community.aMember(), post, "따올 만한 댓글");
		reply = community.aReply(community.aMember(), post, comment, "그 아래 답글");
	}

	private Page open() {
		var page = chromium.page();
		chromium.enter(page, community.aSession(reader));
		page.navigate("/p/" + post);
		return page;
	}

	private static Locator like(Page page) {
		return page.locator(".bar form[data-act=like] button");
	}

	@Test
	void aBranchIsFoldedWithoutScriptAndUnfoldedByAnAddress() {
		try (var page = chromium.page(1280, false)) {
			page.navigate("/p/" + post);
			assertThat(page.locator("#c" + reply)).isVisible();
			page.locator(".replies > summary").click();
			assertThat(page.locator("#c" + reply)).isHidden();
			page.locator(".replies > summary").click();
			assertThat(page.locator("#c" + reply)).isVisible();
		}
		try (var page = open()) {
			page.locator(".replies > summary").click();
			assertThat(page.locator("#c" + reply)).isHidden();
			page.evaluate("location.hash = '#c" + reply + "'");
			assertThat(page.locator("#c" + reply)).isVisible();
		}
	}

	@Test
	void aSelectionIsQuotedIntoTheAnswerToIt() {
		try (var page = open()) {
			page.locator("#c" + comment + " .prose p").evaluate("p => getSelection().selectAllChildren(p)");
			page.locator("button.quote").click();
			assertThat(page.locator("#c" + comment + " .answer textarea")).hasValue("> 따올 만한 댓글\n\n");
			assertThat(page.locator("button.quote")).isHidden();
			page.locator("article .prose p").first().evaluate("p => getSelection().selectAllChildren(p)");
			page.locator("button.quote").click();
			assertThat(page.locator(".talk > .composer textarea")).hasValue("> 첫 문단입니다.\n\n");
			assertThat(page.locator(".talk > .composer textarea")).isFocused();
		}
	}

	@Test
	void aLinkIsCopiedOrSharedByTheDevice() {
		try (var page = chromium.page()) {
			page.addInitScript("delete Navigator.prototype.share;"
					+ "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } })");
			page.navigate("/p/" + post);
			page.locator(".bar [data-share]").click();
			assertThat(page.locator(".toast")).hasText("Link copied");
			assertThat(page.evaluate("copied")).isEqualTo(chromium.url() + "/p/" + post);
		}
		try (var page = chromium.page()) {
			page.addInitScript("Navigator.prototype.share = async what => { window.shared = what.url }");
			page.navigate("/p/" + post);
			page.locator(".bar [data-share]").click();
			page.waitForFunction("window.shared");
			assertThat(page.evaluate("shared")).isEqualTo(chromium.url() + "/p/" + post);
		}
	}

	@Test
	void nobodyElseIsAskedBeforeAClickOnAPlayer() {
		try (var page = chromium.page()) {
			var asked = new CopyOnWriteArrayList<String>();
			page.context().route(url -> !url.startsWith(chromium.url()), route -> {
				asked.add(route.request().url());
				route.fulfill();
			});
			page.navigate("/p/" + post);
			assertThat(page.locator("a.card")).hasText("youtube.com /watch?v=dQw4w9WgXcQ");
			assertThat(page.locator("a.card.plays")).isVisible();
			assertThat(asked).isEmpty();
			page.locator("a.card").click();
			assertThat(page.locator("iframe.player")).isVisible();
			page.waitForCondition(
					() -> asked.stream().anyMatch(url -> url.startsWith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")));
		}
	}

	@Test
	void aLikeIsShownAtOnceAndTakenBackWithoutAConnection() {
		try (var page = open()) {
			like(page).click();
			assertThat(like(page)).hasAttribute("aria-pressed", "true");
			assertThat(like(page).locator("[data-count]")).hasText("1");
			page.waitForCondition(() -> likes() == 1);
			page.context().setOffline(true);
			like(page).click();
			assertThat(page.locator(".complaint[role=alert]")).isVisible();
			assertThat(like(page)).hasAttribute("aria-pressed", "true");
			assertThat(like(page).locator("[data-count]")).hasText("1");
			assertThat(like(page)).isFocused();
			page.context().setOffline(false);
			like(page).click();
			page.waitForCondition(() -> likes() == 0);
			assertThat(like(page)).hasAttribute("aria-pressed", "false");
		}
	}

	private int likes() {
		return community.jdbc().sql("select like_count from post_count where post_id = :post").param("post", post)
				.query(Integer.class).single();
	}

	@Test
	void aCommentIsThereAtOnceAndItsTextComesBackWhereItCouldNotBeSent() {
		try (var page = open()) {
			var field = page.locator(".talk > .composer textarea");
			page.context().setOffline(true);
			field.fill("잃고 싶지 않은 말");
			page.locator(".talk > .composer button.go").click();
			assertThat(page.locator(".composer .note[role=alert]")).isVisible();
			assertThat(field).hasValue("잃고 싶지 않은 말");
			assertThat(page.locator(".sending")).hasCount(0);
			page.context().setOffline(false);
			page.reload();
			assertThat(field).hasValue("잃고 싶지 않은 말");
			page.route("**/comments", route -> {
				assertThat(page.locator(".sending")).hasText("잃고 싶지 않은 말");
				route.resume();
			});
			field.press("Control+Enter");
			assertThat(page.locator("article.comment").last()).containsText("잃고 싶지 않은 말");
			assertThat(page.locator(".sending")).hasCount(0);
			assertThat(field).hasValue("");
			page.reload();
			assertThat(page.locator("article.comment")).hasCount(3);
			assertThat(field).hasValue("");
		}
	}

	@Test
	void keysLeadThroughAThreadButNotWhileASyllableIsComposed() {
		try (var page = open()) {
			page.keyboard().press("j");
			assertThat(page.locator("#c" + comment)).isFocused();
			page.keyboard().press("j");
			assertThat(page.locator("#c" + reply)).isFocused();
			page.keyboard().press("k");
			assertThat(page.locator("#c" + comment)).isFocused();
			page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
					+ "{ key: 'j', isComposing: true, bubbles: true }))");
			page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
					+ "{ key: 'j', keyCode: 229, bubbles: true }))");
			assertThat(page.locator("#c" + comment)).isFocused();
			page.keyboard().press("l");
			assertThat(page.locator("#c" + comment + " form[data-act=like] button")).hasAttribute("aria-pressed", "true");
			page.keyboard().press("r");
			assertThat(page.locator("#c" + comment + " .answer textarea")).isFocused();
			page.keyboard().type("/jg?");
			assertThat(page.locator("#c" + comment + " .answer textarea")).hasValue("/jg?");
			page.locator("#c" + comment).focus();
			page.keyboard().press("?");
			assertThat(page.locator("dialog.help")).isVisible();
			page.keyboard().press("Escape");
			page.keyboard().press("/");
			assertThat(page.locator("#find")).isFocused();
			page.locator("#c" + comment).focus();
			page.keyboard().press("g");
			page.keyboard().press("n");
			page.waitForURL("/notifications");
		}
	}

	@Test
	void whatIsNewIsMarkedAndJumpedTo() {
		try (var page = open()) {
			assertThat(page.locator(".fresh")).hasCount(0);
			var late = community.aReply(community.aMember(), post, reply, "방금 온 답글");
			page.reload();
			assertThat(page.locator("#c" + late + " .fresh")).isVisible();
			page.locator(".talk > .unread").click();
			assertThat(page.url()).endsWith("#c" + late);
		}
	}

	@Test
	void picturesAreLookedAtAboveThePageWithKeys() {
		try (var page = chromium.page()) {
			page.navigate("/p/" + post);
			page.locator("article .prose").first().evaluate("""
					prose => ['하나', '둘'].forEach(alt => prose.insertAdjacentHTML('beforeend',
					  `<a href="/favicon.svg?${alt}"><img src="/favicon.svg" alt="${alt}" width="80" height="80"></a>`))
					""");
			page.locator(".prose a:has(> img)").first().click();
			assertThat(page.locator(".lightbox p")).hasText("1/2 · 하나");
			page.keyboard().press("ArrowRight");
			assertThat(page.locator(".lightbox > img")).hasAttribute("alt", "둘");
			page.locator(".lightbox .next").click();
			assertThat(page.locator(".lightbox p")).hasText("1/2 · 하나");
			page.keyboard().press("Escape");
			assertThat(page.locator(".lightbox")).isHidden();
			assertThat(page.locator(".prose a:has(> img)").first()).isFocused();
		}
	}
}
