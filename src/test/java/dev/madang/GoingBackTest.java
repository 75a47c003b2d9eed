package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.KeyboardModifier;
import com.microsoft.playwright.options.WaitUntilState;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What one finds who goes back, where the browser has kept the page as it was and where it has not. */
@ChromiumTest
class GoingBackTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	/** The home page, of somebody who has signed in before. */
	private Page home(boolean keeps, boolean script, Person person) {
		var page = chromium.page(keeps, script);
		chromium.enter(page, community.aSession(person));
		page.navigate("/");
		return page;
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
		try (var page = home(keeps, true, reader)) {
			page.navigate("/c/" + category);
			page.evaluate("window.same = true");
			page.locator("a.more").click();
			assertThat(page.locator(".row")).hasCount(40);
			page.locator("a.more").click();
			assertThat(page.locator(".row")).hasCount(48);
			var row = page.locator(".row").nth(44);
			var address = row.locator("h2 a").getAttribute("href");
			row.locator("h2 a").click();
			page.waitForURL(address);
			goBack(page);
			assertThat(page.locator(".row")).hasCount(48);
			assertThat(page.locator(".row h2 a[href='" + address + "']")).isInViewport();
			assertThat(page.evaluate("window.same === true")).isEqualTo(keeps);
		}
	}

	/** Of a link that leads to one thing of a list: where it is, if it is there. */
	private static final String PLACE = """
			address => [...document.querySelectorAll('main a')].find(link => link.getAttribute('href') === address)
			  ?.getBoundingClientRect().top ?? -9999
			""";

	private static final String CHOSEN = """
			() => {
			  const links = [...document.querySelectorAll('main :is(h2, h3, .told p) > a')]
			    .filter(link => link.checkVisibility() && link.getBoundingClientRect().top > innerHeight);
			  const link = links[Math.floor(links.length * .6)];
			  link?.scrollIntoView({ block: 'center' });
			  return link?.getAttribute('href') ?? '';
			}""";

	private static double place(Page page, String address) {
		page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
		return ((Number) page.evaluate(PLACE, address)).doubleValue();
	}

	/** Lists of two dozen things that a member sees. */
	private List<String> lists(Person reader) {
		var writers = List.of(community.anAdmin(), community.anAdmin());
		var category = community.aCategory();
		var word = Community.unique("word");
		for (int i = 0; i < 24; i++) {
			var writer = writers.get(i % 2);
			var post = community.aPost().by(writer).in(category).titled(word + " " + i).tagged(word)
					.saying("@" + reader.handle()).id();
			reader.client().put("/posts/" + post + "/bookmark");
			community.aProduct().by(writer).id();
			community.anItem().by(writer).id();
		}
		writers.forEach(writer -> reader.client().put("/users/" + writer.handle() + "/follow"));
		var search = "/search?q=" + word + "&type=post";
		await().until(() -> community.anybody().get(search + "&limit=50").json().at("/groups/0/items").size() > 20);
		await().until(() -> reader.client().get("/notifications?limit=50").json().at("/items").size() > 20);
		return List.of("/", "/c/" + category, "/?tag=" + word, "/@" + writers.getFirst().handle(), "/feed", "/bookmarks",
				search,
				"/products", "/items?sort=latest", "/notifications");
	}

	/** Where a browser keeps no page is where it could go wrong; {@code -Djourneys=full} looks at both. */
	static Stream<Boolean> browsers() {
		return "full".equals(System.getProperty("journeys")) ? Stream.of(true, false) : Stream.of(false);
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void theRowThatOneOpenedIsWhereItWas(boolean keeps) {
		var reader = community.aMember();
		var wrong = new ArrayList<String>();
		try (var page = home(keeps, true, reader)) {
			for (var list : lists(reader)) {
				page.navigate(list);
				var more = page.locator("a.more[data-hx-get]");
				if (more.count() == 1) {
					var known = page.locator("main h2 > a").count();
					more.click();
					page.waitForCondition(() -> page.locator("main h2 > a").count() > known);
				}
				var address = String.valueOf(page.evaluate(CHOSEN));
				var before = place(page, address);
				page.locator("main a[href='" + address + "']").first().click();
				page.waitForURL(url -> url.endsWith(address));
				goBack(page);
				assertThat(page).hasURL(Pattern.compile(list.replaceAll("[?+.]", "\\\\$0") + "$"));
				try {
					page.waitForFunction("([address, y]) => Math.abs((" + PLACE + ")(address) - y) <= 2",
							List.of(address, before),
							new Page.WaitForFunctionOptions().setTimeout(3000));
				}
				catch (TimeoutError late) {
					wrong.add(list + " " + address + ": from " + before + " to " + place(page, address) + " "
							+ late.getMessage());
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	private static final String LOADED = """
			new Promise(done => {
			  const later = () => requestAnimationFrame(() => requestAnimationFrame(done));
			  if (document.readyState === 'complete') later();
			  else addEventListener('load', later);
			})""";

	/** A list that is longer than a window. */
	private Page longList() {
		var category = community.aCategory();
		var writer = community.anAdmin();
		for (int i = 0; i < 19; i++) {
			community.aPost(writer, category);
		}
		var page = home(false, true, community.aMember());
		page.addInitScript("moves = 0; const by = scrollBy; scrollBy = (...way) => { moves++; by(...way); }");
		page.navigate("/c/" + category);
		return page;
	}

	@Test
	void aLinkThatLedNowhereIsNotGoneBackTo() {
		try (var page = longList()) {
			page.context().waitForPage(() -> page.locator(".row h2 a").first()
					.click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)))).close();
			page.evaluate("scrollTo(0, 700)");
			page.evaluate("document.querySelector('header.top .mark').click()");
			page.waitForURL("/");
			goBack(page);
			page.waitForURL("/c/*");
			page.evaluate(LOADED);
			assertThat(((Number) page.evaluate("scrollY")).intValue()).isEqualTo(700);
		}
	}

	@Test
	void aLinkThatWasLeftByBeforeIsNotGoneBackToAgain() {
		try (var page = longList()) {
			page.locator(".row h2 a").first().click();
			page.waitForURL("/p/**");
			goBack(page);
			page.waitForURL("/c/*");
			page.evaluate(LOADED);
			page.evaluate("scrollTo(0, 700)");
			page.evaluate("document.querySelector('form.find').requestSubmit()");
			page.waitForURL("/search**");
			goBack(page);
			page.waitForURL("/c/*");
			page.evaluate(LOADED);
			assertThat(((Number) page.evaluate("scrollY")).intValue()).isEqualTo(700);
		}
	}

	@Test
	void whoHasMovedBeforeAllIsLoadedIsLeftThere() {
		try (var page = longList()) {
			page.locator(".row h2 a").nth(9).click();
			page.waitForURL("/p/**");
			var late = new ArrayList<Route>();
			page.route("**/newer.js*", late::add);
			goBack(page);
			page.waitForURL("/c/*", new Page.WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));
			page.waitForCondition(() -> !late.isEmpty());
			page.waitForFunction("() => document.querySelector('.toast')");
			page.mouse().wheel(0, 200);
			page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
			late.forEach(Route::resume);
			page.evaluate(LOADED);
			assertThat(page.evaluate("moves")).isEqualTo(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true", "false,false" })
	void nothingOfAMemberIsShownAfterSigningOut(boolean keeps, boolean script) {
		var member = community.aMember();
		try (var page = home(keeps, script, member)) {
			page.navigate("/notifications");
			assertThat(page.locator("form[action='/logout']")).hasCount(1);
			page.locator(".top .menu summary").click();
			page.locator("form[action='/logout'] button").click();
			page.waitForURL("/");
			goBack(page);
			page.waitForURL("/notifications");
			assertThat(page.locator("main a.go[href^='/login']")).isVisible();
			assertThat(page.locator("form[action='/logout']")).hasCount(0);
		}
	}

	@Test
	void whereThereIsNoRoomToNoteWhoReadsNothingOfAMemberIsKept() {
		var member = community.aMember();
		try (var page = home(true, true, member)) {
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
			page.navigate("/notifications");
			assertThat(page.evaluate("localStorage.getItem('reader')")).isNull();
			assertThat(page.context().cookies()).extracting(cookie -> cookie.name).doesNotContain("script");
			page.locator(".top .menu summary").click();
			page.locator("form[action='/logout'] button").click();
			page.waitForURL("/");
			goBack(page);
			page.waitForURL("/notifications");
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
		try (var page = home(false, script, member)) {
			var answer = page.navigate(path);
			assertThat(answer.headerValue("cache-control")).contains(control);
		}
	}
}
