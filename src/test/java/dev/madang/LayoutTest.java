package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitUntilState;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.People;
import dev.madang.testing.Things;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Where things are on pages, on phones and wide screens, and what those who do not see them are told of them. */
@ChromiumTest
class LayoutTest {

	/** What is no page, ends elsewhere, or never ends. */
	private static final String NO_PAGE = ".*(\\.[a-z]+|stream|export|/go|\\{file}|with/.*|suggest|/notifications/latest|/chat/rooms|/said|/admin/pictures/.*|redoc)";

	/** What of a page cannot be named, told apart, or reached by keys. */
	private static final String WRONG = """
			() => {
			  const wrong = [], shown = e => e.checkVisibility({ visibilityProperty: true });
			  const text = e => e.textContent.replace(/\\s+/g, ' ').trim();
			  const headings = [...document.querySelectorAll('h1')].filter(shown);
			  if (headings.length !== 1) wrong.push(`${headings.length} h1`);
			  const landmarks = {};
			  for (const e of document.querySelectorAll('nav, aside, [role=search], main, section[aria-label]')) {
			    if (!shown(e)) continue;
			    const name = `${e.getAttribute('role') || e.localName} ${e.getAttribute('aria-label')}`;
			    if (landmarks[name]) wrong.push(`two: ${name}`);
			    landmarks[name] = true;
			  }
			  for (const e of document.querySelectorAll('a, button, summary')) {
			    const label = e.getAttribute('aria-label');
			    const words = text(e) || [...e.querySelectorAll('img')].map(image => image.alt).join(' ').trim();
			    if (!label && !words) wrong.push(`no name: ${e.outerHTML.slice(0, 120)}`);
			    const copy = e.cloneNode(true);
			    copy.querySelectorAll('[aria-hidden=true], .hide, [hidden]').forEach(x => x.remove());
			    if (label && /[\\p{L}\\p{N}]/u.test(text(copy)) && !label.includes(text(copy))) wrong.push(`${label} says ${text(copy)}`);
			  }
			  for (const e of document.querySelectorAll('body *')) {
			    if (!shown(e) || e.matches('textarea, input, select, option, .hide')) continue;
			    if (!/auto|scroll/.test(getComputedStyle(e).overflow)) continue;
			    if (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) continue;
			    if (!e.matches('[tabindex="0"]') && !e.querySelector('a, button, input')) wrong.push(`scrolls: ${e.outerHTML.slice(0, 120)}`);
			  }
			  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`${document.documentElement.scrollWidth} wide`);
			  return wrong;
			}""";

	/** Sums up by how much what had been painted moves. */
	private static final String MOVED = """
			moved = 0;
			new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
			  .observe({ type: 'layout-shift', buffered: true });
			""";

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	private void enter(Page page, People people, String role) {
		page.context().clearCookies();
		people.session(role).ifPresent(session -> chromium.enter(page, session));
	}

	private static int number(Page page, String script) {
		return ((Number) page.evaluate(script)).intValue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theSearchFieldOpensOnAPhone(boolean script) {
		var moderator = community.aModerator();
		try (var page = chromium.page(390, script)) {
			chromium.enter(page, community.aSession(moderator));
			for (int width : new int[]{ 360, 390, 430 }) {
				page.setViewportSize(width, 800);
				openSearch(page, width, script);
			}
		}
	}

	private static void openSearch(Page page, int width, boolean script) {
		page.navigate("/");
		var tabs = page.locator(".tabbar").boundingBox();
		assertThat(tabs.y + tabs.height).isLessThanOrEqualTo(800);
		assertThat(tabs.width).isEqualTo(width);
		page.locator(".tabbar a[href='/search']").tap();
		var field = page.locator(script ? ".find input" : "main input[type=search]");
		if (script) {
			assertThat(field).isFocused();
			assertThat(page.locator(".tabbar")).isHidden();
		}
		assertThat(field.boundingBox().width).isGreaterThan(width - 140);
		assertThat(page.locator(".mark").boundingBox().height).isLessThan(45);
		assertThat(number(page, "Math.max(innerWidth, document.documentElement.scrollWidth)")).isEqualTo(width);
		field.fill("마당");
		field.press("Enter");
		page.waitForURL("/search?q=*");
	}

	@Test
	void everyPageHasOneHeadingAndNamesForWhatItHas() throws IOException {
		var people = new People(community);
		var things = new Things(community, people, Things.State.SHOWN);
		var routes = Files.readAllLines(Path.of("src/test/resources/routes.txt")).stream()
				.filter(line -> line.startsWith("GET /") && !line.contains("/api/")).map(line -> line.split("[ |]+"))
				.filter(route -> !route[1].matches(NO_PAGE)).toList();
		assertThat(routes).hasSizeGreaterThan(60);
		var wrong = new ArrayList<String>();
		for (var role : List.of("anonymous", "admin")) {
			wrong.addAll(wrong(people, role, 360, pages(routes, things, List.of(role))));
		}
		for (var role : WIDE) {
			wrong.addAll(wrong(people, role, 1280, pages(routes, things, WIDE.subList(0, WIDE.indexOf(role) + 1))));
		}
		assertThat(wrong).isEmpty();
	}

	/** On a wide screen each page is seen by the first of them who may. */
	private static final List<String> WIDE = List.of("owner", "moderator", "admin");

	private static final List<String> ROLES = List.of("anonymous", "unconfirmed", "member", "owner", "blocked", "suspended",
			"moderator", "admin");

	/** The addresses of pages that the last of some roles may see and none of those before. */
	private static List<String> pages(List<String[]> routes, Things things, List<String> roles) {
		return routes.stream()
				.filter(route -> roles.stream().allMatch(
						role -> route[2 + ROLES.indexOf(role)].startsWith("2") == role.equals(roles.getLast())))
				.map(route -> things.fill(route[1])).toList();
	}

	private List<String> wrong(People people, String role, int width, List<String> paths) {
		assertThat(paths).isNotEmpty();
		var wrong = new ArrayList<String>();
		try (var page = chromium.page(width, true)) {
			enter(page, people, role);
			for (var path : paths) {
				page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
				((List<?>) page.evaluate(WRONG)).forEach(each -> wrong.add(role + " " + width + " " + path + ": " + each));
			}
		}
		return wrong;
	}

	@Test
	void whatIsWideInATextIsReachedByKeysAndPicturesHaveNames() {
		var writer = community.aMember();
		var picture = "![](/media/" + "k".repeat(22) + "/feed.jpg)";
		var text = "| 가 | 나 |\n|-|-|\n| " + "아주넓은칸".repeat(60) + " | " + "x".repeat(300) + " |\n\n```\n" + "x".repeat(500)
				+ "\n```\n\n" + picture + "\n\n[" + picture + "](https://example.org)";
		var post = community.aPost().by(writer).saying(text).id();
		community.aComment(writer, post, text);
		try (var page = chromium.page(360, true)) {
			page.navigate("/p/" + post);
			assertThat(page.locator(".prose pre[tabindex='0']")).hasCount(2);
			assertThat(page.locator(".prose table[tabindex='0']")).hasCount(2);
			assertThat(page.locator(".prose img[alt='Picture']")).hasCount(4);
			assertThat((List<?>) page.evaluate(WRONG)).isEmpty();
		}
	}

	@Test
	void tabsAreAllSeenOnAWideScreen() {
		var people = new People(community);
		try (var page = chromium.page(1280, true)) {
			for (var path : List.of("/settings", "/admin")) {
				for (var language : List.of("ko", "en")) {
					enter(page, people, "admin");
					page.context().addCookies(List.of(new Cookie("lang", language).setUrl(chromium.url())));
					page.navigate(path);
					assertThat(page.evaluate(
							"""
									() => {
									  const end = document.querySelector('main').getBoundingClientRect().right;
									  return [...document.querySelectorAll('.tabs a')].filter(tab => tab.getBoundingClientRect().right > end).map(tab => tab.text);
									}"""))
							.as(path + " " + language).isEqualTo(List.of());
				}
			}
		}
	}

	@Test
	void theRightRailStaysWhereItIs() {
		var category = community.aCategory();
		var post = community.aPost().in(category).id();
		var product = community.aProduct().id();
		try (var page = chromium.page(1280, true)) {
			var places = List.of("/", "/c/" + category, "/p/" + post, "/products/" + product, "/terms").stream().map(path -> {
				page.navigate(path);
				var rail = page.locator(".rail.right").boundingBox();
				return List.of(rail.x, rail.y, rail.width);
			}).distinct().toList();
			assertThat(places).hasSize(1);
		}
	}

	@Test
	void headingsAndButtonsKeepTheirDistance() {
		var people = new People(community);
		var things = new Things(community, people, Things.State.SHOWN);
		var post = things.fill("/p/{id}");
		try (var page = chromium.page(390, true)) {
			assertThat(gap(page, post, ".talk > h2", ".talk > p .plain")).isGreaterThanOrEqualTo(8);
			enter(page, people, "owner");
			assertThat(gap(page, post, ".talk > h2", ".talk > .composer")).isGreaterThanOrEqualTo(8);
			assertThat(gap(page, post + "/history", ".row:last-of-type", "a[download]")).isGreaterThanOrEqualTo(8);
			enter(page, people, "admin");
			assertThat(gap(page, things.fill("/admin/webhooks/{id}"), ".lead p", ".ends .plain")).isGreaterThanOrEqualTo(12);
		}
	}

	private static int gap(Page page, String path, String above, String below) {
		page.navigate(path);
		var upper = page.locator(above).last().boundingBox();
		return (int) (page.locator(below).first().boundingBox().y - upper.y - upper.height);
	}

	@ParameterizedTest
	@ValueSource(ints = { 390, 1280 })
	void nothingMovesWhenScriptsComeLate(int width) {
		var people = new People(community);
		try (var page = chromium.page(width, true)) {
			var scripts = new ArrayList<Route>();
			page.addInitScript(MOVED);
			// but the one that is waited for as the style sheet is
			page.route(url -> url.contains(".js") && !url.contains("/letters.js"), scripts::add);
			for (var path : List.of("/login", "/signup", "/write", "/products/new", "/settings/account", "/admin/sign-ups")) {
				enter(page, people, path.matches("/login|/signup") ? "anonymous" : "admin");
				scripts.clear();
				page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
				page.evaluate("new Promise(done => new PerformanceObserver(done).observe({ type: 'paint', buffered: true }))");
				assertThat(scripts).isNotEmpty();
				scripts.forEach(Route::resume);
				page.waitForLoadState();
				page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
				// a field of files says a little more once it takes many
				assertThat(((Number) page.evaluate("moved")).doubleValue()).as(path + " at " + width).isLessThan(.001);
			}
		}
	}
}
