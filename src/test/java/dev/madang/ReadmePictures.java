package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.madang.testing.Chromium;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** No test: takes the pictures of the README from a demonstration, see bin/pictures. */
@EnabledIfSystemProperty(named = "pictures.of", matches = "http.*", disabledReason = "bin/pictures takes them")
class ReadmePictures {

	private static final long MOST_BYTES = 200 << 10;

	@AutoClose
	private final Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

	private final String url = System.getProperty("pictures.of", "");

	private final Path into = Path.of(System.getProperty("pictures.to", "docs"));

	@Test
	void takesThem() throws IOException {
		var browser = Chromium.launch(playwright, List.of());
		try (var page = page(browser, "ko", ColorScheme.LIGHT, 1280, 800, 1)) {
			take(page, "/", "home");
			take(page, find(page, "데미안", ".row h2 a[href^='/items/']", "/items"), "item");
		}
		try (var page = page(browser, "en", ColorScheme.DARK, 1280, 800, 1)) {
			page.navigate("/login");
			page.fill("#login", "gana");
			page.fill("#password", "courtyard-of-examples");
			page.locator("main form button.go").first().click();
			assertThat(page).not().hasURL(url + "/login");
			take(page, "/", "feed");
		}
		try (var page = page(browser, "ko", ColorScheme.LIGHT, 390, 844, 2)) {
			take(page, find(page, "감나무 골목에 헌책방이 생겼어요", ".row h2 a", "/"), "thread");
		}
	}

	private Page page(Browser browser, String language, ColorScheme theme, int width, int height, int scale) {
		var isPhone = width < 720;
		var page = browser.newPage(new Browser.NewPageOptions().setBaseURL(url).setLocale(language).setColorScheme(theme)
				.setViewportSize(width, height).setDeviceScaleFactor(scale).setIsMobile(isPhone).setHasTouch(isPhone));
		page.context().addCookies(List.of(new Cookie("lang", language).setUrl(url)));
		return page;
	}

	private static String find(Page page, String title, String selector, String list) {
		page.navigate(list);
		return page.locator(selector).filter(new Locator.FilterOptions().setHasText(title)).first()
				.getAttribute("href");
	}

	/** A second look has the web font, where the build had one. */
	private void take(Page page, String path, String name) throws IOException {
		page.navigate(path);
		if (page.locator("html[data-font]").count() > 0) {
			await().pollInSameThread().until(() -> page.evaluate("localStorage.getItem('font')") != null);
			await().pollInSameThread().until(() -> {
				page.navigate(path);
				page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
				return page.locator("html[data-letters]").count() > 0;
			});
			page.evaluate("document.fonts.ready");
		}
		var file = into.resolve(name + ".png");
		page.screenshot(new Page.ScreenshotOptions().setPath(file));
		assertThat(Files.size(file)).as(name + ".png").isLessThanOrEqualTo(MOST_BYTES);
	}
}
