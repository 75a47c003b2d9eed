package dev.madang.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.MapPropertySource;

/** The machine's Chromium, on an application that knows its own address. */
@Lazy
public class Chromium implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
			Path.of("/usr/bin/google-chrome"));

	private final Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

	private final Browser browser = launch(playwright, List.of());

	private @Nullable Browser keeping;

	private final String url;

	@Autowired
	Chromium(@Value("${madang.url}") String url) {
		this.url = url;
	}

	static final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var port = TestDatabase.freePort();
			var settings = new HashMap<>(TestDatabase.fresh("browser"));
			settings.putAll(Issuer.OF_BROWSERS.settings());
			settings.putAll(Map.of("server.port", port, "madang.url", "http://localhost:" + port));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("browser", settings));
		}
	}

	static boolean isInstalled() {
		return executable().isPresent();
	}

	private static Optional<Path> executable() {
		return PLACES.stream().filter(Files::isExecutable).findFirst();
	}

	/** One beside an application that is not of the tests. */
	public static Browser launch(Playwright playwright, List<String> withoutDefaults) {
		return playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
				.setArgs(List.of("--no-sandbox", "--disable-gpu")).setIgnoreDefaultArgs(withoutDefaults));
	}

	public Browser browser() {
		return browser;
	}

	/** Another that keeps pages as they are while one is elsewhere, as those of people do. */
	public Browser keeping() {
		var known = keeping;
		if (known == null) {
			known = launch(playwright, List.of("--disable-back-forward-cache"));
			keeping = known;
		}
		return known;
	}

	/** Where the application is. */
	public String url() {
		return url;
	}

	/** A page in a browser of its own, in which nobody has been. */
	public Page page() {
		return page(browser, new Browser.NewPageOptions());
	}

	public Page page(Browser of, Browser.NewPageOptions options) {
		return of.newPage(options.setLocale("en").setBaseURL(url));
	}

	/** The same page, of somebody who has signed in before. */
	public void enter(Page page, String session) {
		page.context().addCookies(List.of(new Cookie("madang", session).setUrl(url)));
	}

	@Override
	public void close() {
		playwright.close();
	}
}
