package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Client;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The web font: there before a page is painted or not at all, and never where it would be in the way. */
@ChromiumTest
class WebFontTest {

	private static final String MOVED = """
			moved = 0;
			new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
			  .observe({ type: 'layout-shift', buffered: true });
			""";

	@Autowired
	Chromium chromium;

	@Autowired
	Client client;

	@Autowired
	Assets assets;

	@BeforeEach
	void theFontWasBrought() {
		assumeTrue(!assets.address(Assets.FONT).isEmpty(),
				"built without the web font, as npm was not there or reached nothing");
	}

	@Test
	void thePagesAfterTheFirstAreInTheWebFontAndNothingMoves() {
		try (var page = chromium.page()) {
			page.addInitScript(MOVED);
			page.context().addCookies(List.of(new Cookie("lang", "ko").setUrl(chromium.url())));
			page.navigate("/");
			assertThat(letters(page)).isEqualTo("undefined");
			await().pollInSameThread().until(() -> page.evaluate("localStorage.getItem('font')") != null);
			assertThat(letters(page)).isEqualTo("undefined");
			assertThat(moved(page)).isLessThan(.001);
			await().pollInSameThread().until(() -> {
				page.navigate("/");
				page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
				assertThat(moved(page)).isLessThan(.001);
				return letters(page).equals("web");
			});
			assertThat(page.evaluate("getComputedStyle(document.body).fontFamily.split(',')[0]"))
					.isEqualTo("\"Noto Sans KR Variable\"");
			assertThat(page.evaluate("document.fonts.check('1em \"Noto Sans KR Variable\"', '글')")).isEqualTo(true);
		}
	}

	@Test
	void otherwiseItIsAskedForSoonAfterTheFirstPage() {
		try (var page = chromium.page()) {
			assertThat(askedFor(page)).isNotEmpty();
		}
	}

	@Test
	void whereDataIsSparedNoFontIsAskedFor() {
		try (var page = chromium.page()) {
			page.addInitScript(
					"Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } })");
			assertThat(askedFor(page)).isEmpty();
		}
	}

	@Test
	void aSlowConnectionIsNotMadeSlower() {
		try (var page = chromium.page()) {
			page.addInitScript(
					"Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: '3g' } })");
			assertThat(askedFor(page)).isEmpty();
		}
	}

	@Test
	void withoutScriptNoFontIsAskedFor() {
		try (var page = chromium.page(1280, false)) {
			var asked = fonts(page);
			page.navigate("/");
			page.navigate("/terms");
			assertThat(asked).isEmpty();
		}
	}

	/** What of the font a first page asks for within two seconds after it was loaded, which are not waited for. */
	private static List<String> askedFor(Page page) {
		var asked = fonts(page);
		page.clock().install();
		page.navigate("/");
		page.clock().runFor(2000);
		// what was asked for before is told before
		page.waitForResponse("**/health/liveness", () -> page.evaluate("fetch('/health/liveness').then(answer => answer.ok)"));
		return asked;
	}

	private static List<String> fonts(Page page) {
		var asked = new ArrayList<String>();
		page.onRequest(request -> {
			if (request.url().contains("/font/")) {
				asked.add(request.url());
			}
		});
		return asked;
	}

	private static String letters(Page page) {
		return String.valueOf(page.evaluate("String(document.documentElement.dataset.letters)"));
	}

	private static double moved(Page page) {
		return ((Number) page.evaluate("moved")).doubleValue();
	}

	@Test
	void filesAreKeptForEverAndTheLicenceIsBesideThem() {
		var sheet = client.get("!" + assets.address(Assets.FONT));
		assertThat(sheet.status()).isEqualTo(200);
		var addresses = sheet.body().lines().flatMap(line -> Pattern.compile("url\\(([^)]+)\\)").matcher(line)
				.results().map(found -> found.group(1))).toList();
		assertThat(addresses).hasSizeGreaterThan(100).allMatch(address -> address.matches("/font/[\\w-]+\\.woff2\\?v=[\\d.]+"));
		var file = client.get("!" + addresses.getLast());
		assertThat(file.status()).isEqualTo(200);
		assertThat(file.header("Content-Type")).isEqualTo("font/woff2");
		assertThat(file.header("Cache-Control")).contains("max-age=31536000").contains("public");
		assertThat(client.get("!/font/LICENSE.txt").body()).contains("SIL OPEN FONT LICENSE");
	}
}
