package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.Issuer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What only a real browser can do: make and use passkeys, go to a provider's page and back, press a button twice. */
@ChromiumTest
class BrowserTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

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
		try (var page = chromium.page()) {
			withAuthenticator(page);
			chromium.enter(page, community.aSession(member));
			page.navigate("/settings/account");
			page.getByLabel("Passkey name").last().fill("My phone");
			page.getByText("Add passkey").click();
			page.waitForURL("/settings/account?said=saved");
			assertThat(page.locator("b", new Page.LocatorOptions().setHasText("My phone"))).isVisible();
			page.context().clearCookies();

			page.navigate("/login?back=/members");
			page.getByText("Sign in with a passkey").click();
			page.waitForURL("/members");

			page.navigate("/settings/account");
			page.getByLabel("Passkey name").first().fill("Old phone");
			page.getByText("Rename").click();
			assertThat(page.locator("b", new Page.LocatorOptions().setHasText("Old phone"))).isVisible();
			page.locator("form[action^='/settings/passkeys/']").getByText("Remove").click();
			assertThat(page.locator("b", new Page.LocatorOptions().setHasText("Old phone"))).isHidden();
			page.context().clearCookies();
			page.navigate("/login");
			page.getByText("Sign in with a passkey").click();
			assertThat(page.locator(".note[role=alert]")).isVisible();
		}
	}

	@Test
	void somebodyJoinsThroughAProvider() {
		var email = Community.unique("social") + "@example.org";
		Issuer.OF_BROWSERS.says(Community.unique("sub"),
				Map.of("email", email, "email_verified", true, "name", "Social Member"));
		try (var page = chromium.page()) {
			page.navigate("/login?back=/members");
			page.getByText("Continue with Mock").click();
			page.waitForURL("/login/with/mock/join");
			assertThat(page.getByLabel("Name")).hasValue("Social Member");
			page.getByRole(AriaRole.CHECKBOX).check();
			page.getByRole(AriaRole.MAIN).getByText("Sign up", new Locator.GetByTextOptions().setExact(true))
					.click();
			page.waitForURL("/members");
			page.navigate("/settings/account");
			assertThat(page.content()).contains(email);
		}
	}

	@Test
	void aFormIsSentOnceHoweverOftenItsButtonIsPressed() {
		var member = community.aMember();
		var post = community.aPost().id();
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(member));
			page.navigate("/p/" + post);
			page.locator(".composer textarea").last().fill("한 번만");
			page.locator(".composer button").last().evaluate("button => { button.click(); button.click(); button.click(); }");
			page.waitForURL("/p/" + post + "#*");
			assertThat(page.locator("article.comment")).hasCount(1);
			assertThat(page.locator(".composer textarea").last()).hasValue("");
		}
		assertThat(community.jdbc().sql("select count(*) from comment where post_id = :post").param("post", post)
				.query(Integer.class).single()).isEqualTo(1);
	}
}
