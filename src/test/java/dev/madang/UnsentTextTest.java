package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was typed and not sent comes back. */
@ChromiumTest
class UnsentTextTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	@Test
	void aTextSurvivesTheEndOfASession() {
		var member = community.aMember();
		var post = community.aPost().id();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(member));
			page.navigate("/p/" + post);
			page.locator(".composer textarea").last().fill("잃고 싶지 않은 글");
			page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("madang"));
			page.locator(".composer button").last().click();
			page.locator("main a.go").click();
			page.getByLabel("Handle or email").fill(member.handle());
			page.getByLabel("Password").fill(Community.PASSWORD);
			page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()
					.setName("Sign in").setExact(true)).click();
			page.waitForURL("/p/" + post);
			assertThat(page.locator(".composer textarea").last()).hasValue("잃고 싶지 않은 글");
			page.locator(".composer button").last().click();
			assertThat(page.locator("article.comment")).hasCount(1);
			assertThat(page.locator(".sending")).hasCount(0);
			page.reload();
			assertThat(page.locator(".composer textarea").last()).hasValue("");
		}
	}

	/** Goes away and comes back, whatever the browser asks on the way. */
	private static List<String> leaveAndComeBack(Page page) {
		var address = page.url();
		var asked = new ArrayList<String>();
		Consumer<Dialog> accept = dialog -> {
			asked.add(dialog.type());
			dialog.accept();
		};
		page.onDialog(accept);
		page.navigate("/robots.txt");
		page.navigate(address);
		page.offDialog(accept);
		return asked;
	}

	@Test
	void noLongFormIsLeftWithoutAWordAndEachBringsBackWhatWasTyped() {
		var admin = community.anAdmin();
		var post = community.aPost().by(admin).id();
		var comment = community.aComment(admin, post, "댓글");
		var product = community.aProduct().by(admin).id();
		var item = community.anItem().id();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(admin));
			for (var form : List.of("/write #title", "/p/" + post + "/edit #body", "/comment/" + comment + "/edit #body",
					"/products/new #name", "/products/" + product + "/edit #description", "/items/new #title",
					"/items/" + item + "/edit #description", "/admin/texts/terms #body")) {
				page.navigate(form.split(" ")[0]);
				var field = page.locator("form[data-keep] " + form.split(" ")[1]);
				var before = field.inputValue();
				assertThat(leaveAndComeBack(page)).as(form).isEmpty();
				field.click();
				field.fill("잃고 싶지 않은 말");
				assertThat(leaveAndComeBack(page)).as(form).containsExactly("beforeunload");
				assertThat(field).hasValue("잃고 싶지 않은 말");
				assertThat(page.locator("[data-kept]")).isVisible();
				page.locator("[data-kept] button").click();
				assertThat(page.locator("[data-kept]")).isHidden();
				assertThat(field).hasValue(before);
			}
		}
	}

	@Test
	void aTextThatCannotBeSentStaysAndIsThereLaterToo() {
		var board = community.aCategory();
		community.aCategory();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(community.aMember()));
			page.navigate("/write?category=" + board);
			page.locator("#title").fill("끊긴 사이에 쓴 글");
			page.locator("#body").fill("잃고 싶지 않은 말");
			page.context().setOffline(true);
			page.locator("form[data-keep] .ends button.go").click();
			assertThat(page.locator(".complaint")).isVisible();
			assertThat(page.locator("#body")).hasValue("잃고 싶지 않은 말");
			page.context().setOffline(false);
			page.onDialog(Dialog::accept);
			page.navigate("/boards");
			page.navigate("/write?category=" + board);
			assertThat(page.locator("#body")).hasValue("잃고 싶지 않은 말");
			page.locator("form[data-keep] .ends button.go").click();
			assertThat(page.locator("h1.title")).hasText("끊긴 사이에 쓴 글");
			page.navigate("/write?category=" + board);
			assertThat(page.locator("#body")).hasValue("");
		}
	}

	@Test
	void aServerThatIsReachedWithoutANetworkIsSentTo() {
		var board = community.aCategory();
		try (var page = chromium.page()) {
			page.addInitScript("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })");
			chromium.enter(page, community.aSession(community.aMember()));
			page.navigate("/write?category=" + board);
			page.locator("#title").fill("망 없이 쓴 글");
			page.locator("#body").fill("같은 기기의 서버");
			page.locator("form[data-keep] .ends button.go").click();
			assertThat(page.locator("h1.title")).hasText("망 없이 쓴 글");
		}
	}

	@Test
	void aDraftComesBackWithItsBoardItemAndRating() {
		var member = community.aMember();
		community.aCategory();
		var board = community.aCategory();
		var title = Community.unique("film");
		var item = community.anItem().titled(title).id();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(member));
			page.navigate("/write");
			page.locator("#category").selectOption(board);
			page.locator("[name=sought]").pressSequentially(title);
			page.locator("[name=itemId][value='" + item + "']").check();
			page.locator("#rating").selectOption("7");
			page.locator("#title").fill("제목");
			page.locator("#body").fill("본문");
			page.locator("#tags").fill("하나, 둘");
			leaveAndComeBack(page);
			assertThat(page.locator("[data-kept]")).isVisible();
			assertThat(page.locator("#category")).hasValue(board);
			assertThat(page.locator("[name=itemId][value='" + item + "']")).isChecked();
			assertThat(page.locator("#rating")).hasValue("7");
			assertThat(page.locator("#tags")).hasValue("하나, 둘");
			page.navigate("/write?item=" + community.anItem().id());
			assertThat(page.locator("#title")).hasValue("");
			page.navigate("/write");
			assertThat(page.locator("[name=itemId][value='" + item + "']")).isChecked();
			page.locator("button[value=published]").click();
			page.waitForURL("/p/*");
			page.navigate("/write");
			assertThat(page.locator("#title")).hasValue("");
			assertThat(page.locator("[data-kept]")).isHidden();
		}
	}

	@Test
	void anEditThatComesBackDoesNotUndoWhatWasSavedElsewhere() {
		var member = community.aMember();
		var post = community.aPost().by(member).id();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(member));
			page.navigate("/p/" + post + "/edit");
			page.locator("#body").fill("written here");
			leaveAndComeBack(page);
			member.client().patch("/posts/" + post, Map.of("body", "elsewhere"));
			page.reload();
			assertThat(page.locator("#body")).hasValue("written here");
			page.locator("button[value=published]").click();
			assertThat(page.locator(".note[role=alert]")).containsText("Someone changed this post");
			assertThat(page.locator("#body")).hasValue("written here");
			page.locator("button[value=published]").click();
			page.waitForURL("/p/" + post);
			page.navigate("/p/" + post + "/edit");
			assertThat(page.locator("[data-kept]")).isHidden();
		}
	}
}
