package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.PageChecks;
import dev.madang.testing.People;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.Things;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What every page promises: nothing that axe finds, nothing wider than the screen, nothing that moves,
 * no message on the console, no other host. Each address is seen in one of eight forms, in all of them with -Daudit=full.
 */
@ChromiumTest
class AuditTest {

	private static final List<String> GUEST = List.of("/", "/boards", "/c/{slug}", "/p/{id}", "/p/{review}", "/p/{id}/history",
			"/popular",
			"/items", "/items/{itemId}", "/products", "/products/{id}", "/search?q=제목", "/members", "/@{handle}",
			"/@{handle}/comments", "/login", "/signup", "/reset", "/terms", "/nowhere");

	private static final List<String> MEMBER = List.of("/", "/p/{id}", "/write", "/p/{id}/edit", "/notifications", "/feed",
			"/for-you", "/bookmarks", "/settings", "/settings/account", "/settings/notifications", "/settings/messages",
			"/settings/pictures",
			"/settings/tokens", "/products/new", "/items/new", "/report?target=post:{id}", "/chat", "/chat/{id}", "/chat/new",
			"/chat/share?about=post:{id}",
			"/chat/{id}/members");

	private static final List<String> ADMIN = List.of("/admin", "/admin/members", "/admin/categories", "/admin/reports",
			"/admin/jobs", "/admin/events/dead-letters", "/admin/log", "/admin/mail", "/admin/webhooks", "/c/{slug}/room");

	private static final int PHONE = 390;

	private static final int WIDE = 1280;

	/** A form in which a page is shown. */
	private record Form(String language, String theme, int width) {
	}

	private static final List<Form> FORMS = Stream.of("ko", "en").flatMap(language -> Stream.of("light", "dark")
			.flatMap(theme -> Stream.of(PHONE, WIDE).map(width -> new Form(language, theme, width)))).toList();

	/** Where the pages are left for a checker of HTML, see .ci/html. */
	private static final Path PAGES = Path.of("target/pages");

	private static final String MOVED = """
			moved = 0;
			new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
			  .observe({ type: 'layout-shift', buffered: true });
			""";

	/** Of a first view, without pictures and fonts: how many requests keep it from being painted, and bytes in all. */
	private static final String WEIGHT = """
			() => {
			  const files = performance.getEntriesByType('resource').filter(each => ['link', 'script', 'css'].includes(each.initiatorType)
			    && !/\\.(svg|png|woff2?|webmanifest)/.test(each.name));
			  const all = [...performance.getEntriesByType('navigation'), ...files];
			  return [files.filter(each => each.renderBlockingStatus === 'blocking').length,
			    all.reduce((sum, each) => sum + each.transferSize, 0)];
			}""";

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	private final List<String> wrong = new ArrayList<>();

	private People people;

	private Things things;

	private long review;

	@BeforeAll
	static void nothingOfEarlierRuns() throws IOException {
		TestDatabase.delete(PAGES);
		Files.createDirectories(PAGES);
	}

	@BeforeEach
	void aCommunity() {
		people = new People(community);
		things = new Things(community, people, Things.State.SHOWN);
		var post = Long.parseLong(things.fill("/p/{id}").substring(3));
		review = community.aReview(people.owner(), people.category(), community.anItem().id(), 8);
		var comment = community.aComment(people.owner(), post, "첫 댓글, **굵게**");
		var other = community.aMember();
		community.aReply(other, post, comment, "답글 @" + people.owner().handle());
		other.client().put("/posts/" + post + "/like");
		messages(other);
	}

	/** A room in which there is something of each kind to see. */
	private void messages(Community.Person other) {
		var room = "/chat/rooms/" + things.fill("/chat/{id}").substring(6);
		var owner = people.owner();
		other.client().put("/users/" + owner.handle() + "/follow");
		owner.client().post(room + "/members", Map.of("handles", List.of(other.handle())));
		say(owner, room, Map.of("body", "첫 메시지 https://example.org/" + "a".repeat(120)));
		var deleted = say(other, room, Map.of("body", "지울 말"));
		other.client().delete("/chat/messages/" + deleted);
		say(other, room, Map.of("body", "**답장**이에요", "replyTo", 1));
		say(other, room, Map.of("body", "이 상품이요", "about", "product:" + community.aProduct().by(other).id()));
		owner.client().patch("/chat/messages/" + say(owner, room, Map.of("body", "오타")), Map.of("body", "고친 말"));
	}

	private static long say(Community.Person by, String room, Map<String, ?> what) {
		var form = new HashMap<String, Object>(what);
		form.put("clientId", Community.unique("a"));
		return by.client().post(room + "/messages", form).id();
	}

	@ParameterizedTest
	@ValueSource(ints = { PHONE, WIDE })
	void pagesKeepTheirPromises(int width) throws IOException {
		try (var page = chromium.fresh(new Browser.NewPageOptions().setViewportSize(width, 800).setIsMobile(width == PHONE)
				.setHasTouch(width == PHONE))) {
			var says = new ArrayList<String>();
			page.onConsoleMessage(message -> says.add("console: " + message.text()));
			page.onPageError(error -> says.add("error: " + error));
			page.onRequest(request -> {
				if (!request.url().startsWith(chromium.url()) && !request.url().startsWith("data:")) {
					says.add("another host: " + request.url());
				}
			});
			page.addInitScript(MOVED);
			audit(page, "anonymous", GUEST, says);
			audit(page, "owner", MEMBER, says);
			audit(page, "admin", ADMIN, says);
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void aFirstViewIsLight() {
		try (var page = chromium.page(PHONE, true)) {
			var devtools = page.context().newCDPSession(page);
			for (var path : List.of("/", "/p/{id}", "/items", "/products", "/login")) {
				devtools.send("Network.clearBrowserCache");
				page.navigate(things.fill(path));
				var weight = (List<?>) page.evaluate(WEIGHT);
				assertThat(((Number) weight.get(0)).intValue()).as(path + ": requests before it is painted")
						.isLessThanOrEqualTo(3);
				assertThat(((Number) weight.get(1)).intValue()).as(path + ": bytes").isLessThanOrEqualTo(60 << 10);
			}
		}
	}

	private void audit(Page page, String role, List<String> paths, List<String> says) throws IOException {
		var isFull = "full".equals(System.getProperty("audit"));
		page.context().clearCookies();
		people.session(role).ifPresent(session -> chromium.enter(page, session));
		for (int form = 0; form < FORMS.size(); form++) {
			if (FORMS.get(form).width != page.viewportSize().width) {
				continue;
			}
			page.context().addCookies(List.of(new Cookie("lang", FORMS.get(form).language).setUrl(chromium.url()),
					new Cookie("theme", FORMS.get(form).theme).setUrl(chromium.url())));
			for (int i = 0; i < paths.size(); i++) {
				if (isFull || i % FORMS.size() == form) {
					says.clear();
					var answer = page.navigate(fill(paths.get(i)));
					Files.writeString(PAGES.resolve(role + "-" + i + "-" + FORMS.get(form).language + ".html"), answer.text());
					look(page, answer, says);
					for (var each : says) {
						wrong.add(role + " " + FORMS.get(form) + " " + page.url() + ": " + each);
					}
				}
			}
		}
	}

	private void look(Page page, Response answer, List<String> says) throws IOException {
		page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
		if (answer.status() >= 500) {
			says.add("it answers " + answer.status());
		}
		else if (answer.status() >= 400) {
			// what the browser itself says of a page that is not there
			says.removeIf(each -> each.contains("Failed to load resource"));
		}
		if (((Number) page.evaluate("moved")).doubleValue() > .001) {
			says.add("moved by " + page.evaluate("moved"));
		}
		var own = List.copyOf(says);
		var found = PageChecks.wrong(page);
		// what the browser says of axe is not said of the page
		says.clear();
		says.addAll(own);
		says.addAll(found);
	}

	private String fill(String path) {
		if (path.contains("{review}")) {
			return path.replace("{review}", String.valueOf(review));
		}
		return path.contains(":{id}") ? path.replace("{id}", things.fill("/p/{id}").substring(3)) : things.fill(path);
	}
}
