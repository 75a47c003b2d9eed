package dev.madang.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
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

	/** How a browser is: whether it keeps pages as they are while one is elsewhere, whether it is a phone's, whether it runs scripts. */
	private record Form(boolean keeps, boolean phone, boolean script) {
	}

	private final Map<Form, BrowserContext> contexts = new HashMap<>();

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

	/** Another that keeps pages as they are while one is elsewhere, as those of people do. */
	private Browser keeping() {
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

	/** A page in a browser in which nobody has been. */
	public Page page() {
		return page(1280, true);
	}

	public Page page(int width, boolean script) {
		return page(new Form(false, width < 720, script), width);
	}

	/** A page in a browser that keeps what it has shown, or not. */
	public Page page(boolean keeps, boolean script) {
		return page(new Form(keeps, false, script), 1280);
	}

	/** Of one browser for all of a form, emptied: another takes longer than what is done in it. */
	private Page page(Form form, int width) {
		var context = contexts.computeIfAbsent(form,
				absent -> (form.keeps ? keeping() : browser).newContext(new Browser.NewContextOptions().setLocale("en")
						.setBaseURL(url).setIsMobile(form.phone).setHasTouch(form.phone).setJavaScriptEnabled(form.script)
						.setServiceWorkers(ServiceWorkerPolicy.BLOCK).setReducedMotion(ReducedMotion.REDUCE)));
		context.clearCookies();
		context.unrouteAll();
		context.setOffline(false);
		var page = context.newPage();
		page.setViewportSize(width, 800);
		var devtools = context.newCDPSession(page);
		var everything = new JsonObject();
		everything.addProperty("origin", url);
		everything.addProperty("storageTypes", "all");
		devtools.send("Storage.clearDataForOrigin", everything);
		devtools.detach();
		return page;
	}

	/** A page in a browser of its own, with a worker and without anything that was loaded before. */
	public Page fresh(Browser.NewPageOptions options) {
		return browser.newPage(options.setLocale("en").setBaseURL(url));
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
