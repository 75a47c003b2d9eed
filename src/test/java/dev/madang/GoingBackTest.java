package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** What one finds who goes back, where the browser has kept the page as it was and where it has not. */
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = BrowserTest.Settings.class)
@Import({ Community.class, Client.class })
class GoingBackTest {

	@BeforeAll
	static void open() {
		BrowserTest.open();
	}

	@AfterAll
	static void close() {
		BrowserTest.close();
	}

	@Autowired
	Community community;

	private static Browser launch(boolean keeps) {
		return BrowserTest.playwright.chromium().launch(BrowserTest.options()
				.setIgnoreDefaultArgs(keeps ? List.of("--disable-back-forward-cache") : List.of()));
	}

	private static Page page(Browser browser, boolean script) {
		return browser.newContext(new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(script)).newPage();
	}

	private static void goBack(Page page) {
		page.goBack(new Page.GoBackOptions().setWaitUntil(WaitUntilState.COMMIT));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aListIsFoundAsItWasLeft(boolean keeps) {
		var category = community.aCategory();
		var reader = community.aMember();
		for (int i = 0; i < 3; i++) {
			var writer = community.aMember();
			for (int j = 0; j < 16; j++) {
				community.aPost(writer, category);
			}
		}
		try (var browser = launch(keeps); var page = page(browser, true)) {
			BrowserTest.signIn(page, reader.handle());
			page.navigate(BrowserTest.url + "/c/" + category);
			page.evaluate("window.same = true");
			page.locator("a.more").click();
			assertThat(page.locator(".row")).hasCount(40);
			page.locator("a.more").click();
			assertThat(page.locator(".row")).hasCount(48);
			var row = page.locator(".row").nth(44);
			var address = row.locator("h2 a").getAttribute("href");
			row.locator("h2 a").click();
			page.waitForURL(BrowserTest.url + address);
			goBack(page);
			assertThat(page.locator(".row")).hasCount(48);
			assertThat(page.locator(".row h2 a[href='" + address + "']")).isInViewport();
			assertThat(page.evaluate("window.same === true")).isEqualTo(keeps);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true", "false,false" })
	void nothingOfAMemberIsShownAfterSigningOut(boolean keeps, boolean script) {
		var member = community.aMember();
		try (var browser = launch(keeps); var page = page(browser, script)) {
			BrowserTest.signIn(page, member.handle());
			page.navigate(BrowserTest.url + "/notifications");
			assertThat(page.locator("form[action='/logout']")).hasCount(1);
			page.locator(".top .menu summary").click();
			page.locator("form[action='/logout'] button").click();
			page.waitForURL(BrowserTest.url + "/");
			goBack(page);
			page.waitForURL(BrowserTest.url + "/notifications");
			assertThat(page.locator("main a.go[href^='/login']")).isVisible();
			assertThat(page.locator("form[action='/logout']")).hasCount(0);
		}
	}

	@Test
	void whereThereIsNoRoomToNoteWhoReadsNothingOfAMemberIsKept() {
		var member = community.aMember();
		try (var browser = launch(true); var page = page(browser, true)) {
			BrowserTest.signIn(page, member.handle());
			page.evaluate("""
					() => {
					  localStorage.removeItem('reader');
					  let full = '';
					  for (let size = 1 << 23; size >= 1; size >>= 1) {
					    try {
					      localStorage.setItem('full', full + 'x'.repeat(size));
					      full += 'x'.repeat(size);
					    } catch { /* too much */ }
					  }
					}
					""");
			page.navigate(BrowserTest.url + "/notifications");
			assertThat(page.evaluate("localStorage.getItem('reader')")).isNull();
			assertThat(page.context().cookies()).extracting(cookie -> cookie.name).doesNotContain("script");
			page.locator(".top .menu summary").click();
			page.locator("form[action='/logout'] button").click();
			page.waitForURL(BrowserTest.url + "/");
			goBack(page);
			page.waitForURL(BrowserTest.url + "/notifications");
			assertThat(page.locator("main a.go[href^='/login']")).isVisible();
			assertThat(page.locator("form[action='/logout']")).hasCount(0);
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			/,                  true,  'private, no-cache'
			/notifications,     true,  'private, no-cache'
			/settings/account,  true,  no-store
			/,                  false, no-store
			""")
	void whatMayBeKeptOfAMember(String path, boolean script, String control) {
		var member = community.aMember();
		try (var page = page(BrowserTest.browser, script)) {
			BrowserTest.signIn(page, member.handle());
			var answer = page.navigate(BrowserTest.url + path);
			assertThat(answer.headerValue("cache-control")).contains(control);
			page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("madang"));
		}
	}
}
