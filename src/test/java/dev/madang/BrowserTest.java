package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Issuer;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** What only a real browser can do: make and use passkeys, go to a provider's page and back, press a button twice. */
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = BrowserTest.Settings.class)
@Import({ Community.class, Client.class })
class BrowserTest {

	private static final List<Path> CHROMIUM = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
			Path.of("/usr/bin/google-chrome"));

	static String url = "";

	static Playwright playwright;

	static Browser browser;

	static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var port = TestDatabase.freePort();
			url = "http://localhost:" + port;
			var settings = new HashMap<>(TestDatabase.fresh("browser"));
			settings.putAll(Issuer.settings());
			settings.putAll(Map.of("server.port", port, "madang.url", url));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("browser", settings));
		}
	}

	@BeforeAll
	static void open() {
		assumeTrue(chromium().isPresent(), "there is no Chromium on this machine");
		playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		browser = playwright.chromium().launch(options());
	}

	static BrowserType.LaunchOptions options() {
		return new BrowserType.LaunchOptions().setExecutablePath(chromium().orElseThrow())
				.setArgs(List.of("--no-sandbox", "--disable-gpu"));
	}

	private static Optional<Path> chromium() {
		return CHROMIUM.stream().filter(Files::isExecutable).findFirst();
	}

	@AfterAll
	static void close() {
		if (playwright != null) {
			playwright.close();
		}
	}

	@Autowired
	Community community;

	static Page page() {
		return browser.newContext(new Browser.NewContextOptions().setLocale("en")).newPage();
	}

	static void signIn(Page page, String handle) {
		page.navigate(url + "/login");
		page.getByLabel("Handle or email").fill(handle);
		page.getByLabel("Password").fill(Community.PASSWORD);
		page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()
				.setName("Sign in").setExact(true)).click();
		page.waitForURL(url + "/");
	}

	/** A device that makes passkeys and says that its owner unlocked it. */
	private static void withAuthenticator(Page page) {
		var devtools = page.context().newCDPSession(page);
		devtools.send("WebAuthn.enable");
		var options = new JsonObject();
		options.addProperty("protocol", "ctap2");
		options.addProperty("transport", "internal");
		options.addProperty("hasResidentKey", true);
		options.addProperty("hasUserVerification", true);
		options.addProperty("isUserVerified", true);
		options.addProperty("automaticPresenceSimulation", true);
		var authenticator = new JsonObject();
		authenticator.add("options", options);
		devtools.send("WebAuthn.addVirtualAuthenticator", authenticator);
	}

	@Test
	void aPasskeyIsMadeUsedNamedAndRemoved() {
		var member = community.aMember();
		try (var page = page()) {
			withAuthenticator(page);
			signIn(page, member.handle());
			page.navigate(url + "/settings/account");
			page.getByLabel("Passkey name").last().fill("My phone");
			page.getByText("Add passkey").click();
			page.waitForURL(url + "/settings/account?said=saved");
			assertThat(page.locator("b", new Page.LocatorOptions().setHasText("My phone"))).isVisible();
			page.context().clearCookies();

			page.navigate(url + "/login?back=/members");
			page.getByText("Sign in with a passkey").click();
			page.waitForURL(url + "/members");

			page.navigate(url + "/settings/account");
			page.getByLabel("Passkey name").first().fill("Old phone");
			page.getByText("Rename").click();
			assertThat(page.locator("b", new Page.LocatorOptions().setHasText("Old phone"))).isVisible();
			page.locator("form[action^='/settings/passkeys/']").getByText("Remove").click();
			assertThat(page.locator("b", new Page.LocatorOptions().setHasText("Old phone"))).isHidden();
			page.context().clearCookies();
			page.navigate(url + "/login");
			page.getByText("Sign in with a passkey").click();
			assertThat(page.locator(".note[role=alert]")).isVisible();
		}
	}

	@Test
	void somebodyJoinsThroughAProvider() {
		var email = Community.unique("social") + "@example.org";
		Issuer.says(Community.unique("sub"), Map.of("email", email, "email_verified", true, "name", "Social Member"));
		try (var page = page()) {
			page.navigate(url + "/login?back=/members");
			page.getByText("Continue with Mock").click();
			page.waitForURL(url + "/login/with/mock/join");
			assertThat(page.getByLabel("Name")).hasValue("Social Member");
			page.getByRole(AriaRole.CHECKBOX).check();
			page.getByRole(AriaRole.MAIN).getByText("Sign up", new Locator.GetByTextOptions().setExact(true))
					.click();
			page.waitForURL(url + "/members");
			page.navigate(url + "/settings/account");
			assertThat(page.content()).contains(email);
		}
	}

	@Test
	void aNewMemberFindsTheWay() {
		var handle = Community.unique("walk");
		var category = community.aCategory();
		var writer = community.aMember();
		community.aPost(writer, category);
		try (var page = page()) {
			page.navigate(url + "/signup");
			page.getByLabel("Handle").fill(handle);
			page.getByLabel("Email").fill(handle + "@example.org");
			page.getByLabel("Password").fill(Community.PASSWORD);
			page.getByRole(AriaRole.CHECKBOX).check();
			page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON).click();
			page.waitForURL(url + "/");
			page.navigate(url + "/@" + writer.handle());
			page.getByText("Follow", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(page.getByText("Unfollow")).isVisible();
			page.navigate(url + "/feed");
			assertThat(page.locator(".row")).hasCount(1);
			page.navigate(url + "/settings/tokens");
			page.getByLabel("Token name").fill("Backup");
			page.getByText("Create token").click();
			assertThat(page.locator("#token")).containsText("madang_");
		}
	}

	@Test
	void aFormIsSentOnceHoweverOftenItsButtonIsPressed() {
		var member = community.aMember();
		var post = community.aPost(community.aMember(), community.aCategory());
		try (var page = page()) {
			signIn(page, member.handle());
			page.navigate(url + "/p/" + post);
			page.locator(".composer textarea").last().fill("한 번만");
			page.locator(".composer button").last().evaluate("button => { button.click(); button.click(); button.click(); }");
			page.waitForURL(url + "/p/" + post + "#*");
			assertThat(page.locator("article.comment")).hasCount(1);
			assertThat(page.locator(".composer textarea").last()).hasValue("");
		}
		assertThat(community.jdbc().sql("select count(*) from comment where post_id = :post").param("post", post)
				.query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void aTextSurvivesTheEndOfASession() {
		var member = community.aMember();
		var post = community.aPost(community.aMember(), community.aCategory());
		try (var page = page()) {
			signIn(page, member.handle());
			page.navigate(url + "/p/" + post);
			page.locator(".composer textarea").last().fill("잃고 싶지 않은 글");
			page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("madang"));
			page.locator(".composer button").last().click();
			page.locator("main a.go").click();
			page.getByLabel("Handle or email").fill(member.handle());
			page.getByLabel("Password").fill(Community.PASSWORD);
			page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()
					.setName("Sign in").setExact(true)).click();
			page.waitForURL(url + "/p/" + post);
			assertThat(page.locator(".composer textarea").last()).hasValue("잃고 싶지 않은 글");
			page.locator(".composer button").last().click();
			assertThat(page.locator("article.comment")).hasCount(1);
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
		page.navigate(url + "/boards");
		page.navigate(address);
		page.offDialog(accept);
		return asked;
	}

	@Test
	void noLongFormIsLeftWithoutAWordAndEachBringsBackWhatWasTyped() {
		var admin = community.anAdmin();
		var post = community.aPost(admin, community.aCategory());
		var comment = community.aComment(admin, post, "댓글");
		var product = community.aProduct(admin, Map.of());
		var item = community.anItem();
		try (var page = page()) {
			signIn(page, admin.handle());
			for (var form : List.of("/write #title", "/p/" + post + "/edit #body", "/comment/" + comment + "/edit #body",
					"/products/new #name", "/products/" + product + "/edit #description", "/items/new #title",
					"/items/" + item + "/edit #description", "/admin/texts/terms #body")) {
				page.navigate(url + form.split(" ")[0]);
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
	void aDraftComesBackWithItsBoardItemAndRating() {
		var member = community.aMember();
		community.aCategory();
		var board = community.aCategory();
		var title = Community.unique("film");
		var item = community.anItem(title);
		try (var page = page()) {
			signIn(page, member.handle());
			page.navigate(url + "/write");
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
			page.navigate(url + "/write?item=" + community.anItem());
			assertThat(page.locator("#title")).hasValue("");
			page.navigate(url + "/write");
			assertThat(page.locator("[name=itemId][value='" + item + "']")).isChecked();
			page.locator("button[value=published]").click();
			page.waitForURL(url + "/p/*");
			page.navigate(url + "/write");
			assertThat(page.locator("#title")).hasValue("");
			assertThat(page.locator("[data-kept]")).isHidden();
		}
	}

	@Test
	void anEditThatComesBackDoesNotUndoWhatWasSavedElsewhere() {
		var member = community.aMember();
		var post = community.aPost(member, community.aCategory());
		try (var page = page()) {
			signIn(page, member.handle());
			page.navigate(url + "/p/" + post + "/edit");
			page.locator("#body").fill("written here");
			leaveAndComeBack(page);
			member.client().patch("/posts/" + post, Map.of("body", "elsewhere"));
			page.reload();
			assertThat(page.locator("#body")).hasValue("written here");
			page.locator("button[value=published]").click();
			assertThat(page.locator(".note[role=alert]")).containsText("Someone changed this post");
			assertThat(page.locator("#body")).hasValue("written here");
			page.locator("button[value=published]").click();
			page.waitForURL(url + "/p/" + post);
			page.navigate(url + "/p/" + post + "/edit");
			assertThat(page.locator("[data-kept]")).isHidden();
		}
	}
}
