package dev.madang.notification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Push notifications in a browser. Its maker's push service is stood in for: a test asks no other host. */
@ChromiumTest
class PushPageTest {

	/** What a browser's own push service would do: it gives a subscription, and takes it back. */
	private static final String PUSH_SERVICE = """
			const subscriptionOf = key => Object.assign(Object.create(PushSubscription.prototype, {
			  endpoint: { value: form.endpoint },
			  options: { value: { applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')),
			    letter => letter.charCodeAt(0)).buffer } },
			  toJSON: { value: () => form },
			  unsubscribe: { value: async () => { delete sessionStorage.subscribed; return true; } },
			}));
			PushManager.prototype.getSubscription = async () =>
			  sessionStorage.subscribed ? subscriptionOf(sessionStorage.subscribed) : null;
			PushManager.prototype.subscribe = async options => {
			  if (!options.userVisibleOnly) throw new DOMException('no', 'NotAllowedError');
			  sessionStorage.subscribed = options.applicationServerKey;
			  return subscriptionOf(sessionStorage.subscribed);
			};
			""";

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	private final PushedDevice device = new PushedDevice();

	private Page at(Person member, List<String> permissions) {
		var page = chromium.fresh(new Browser.NewPageOptions().setViewportSize(390, 800));
		page.context().grantPermissions(permissions);
		page.addInitScript("const form = " + new JsonMapper().writeValueAsString(device.subscription()) + ";\n" + PUSH_SERVICE);
		chromium.enter(page, community.aSession(member));
		page.navigate("/settings/notifications");
		return page;
	}

	@Test
	void aDeviceIsChosenByASwitchAndStaysSo() {
		try (var page = at(community.aMember(), List.of("notifications"))) {
			var choice = page.getByLabel("Push notifications on this device");
			assertThat(choice).isEnabled();
			assertThat(choice).not().isChecked();
			choice.check();
			assertThat(page.locator("#devices h3")).hasText("1 device gets push notifications");
			assertThat(page.locator("#devices .pin")).hasText("this device");
			assertThat(choice).isFocused();
			page.reload();
			assertThat(choice).isChecked();
			choice.uncheck();
			assertThat(page.locator("#devices li")).hasCount(0);
			page.reload();
			assertThat(choice).isEnabled();
			assertThat(choice).not().isChecked();
		}
	}

	@Test
	void whatEndedOnAllDevicesIsOffHere() {
		var member = community.aMember();
		try (var page = at(member, List.of("notifications"))) {
			var choice = page.getByLabel("Push notifications on this device");
			choice.check();
			page.getByText("Remove all").click();
			assertThat(page.locator("#devices li")).hasCount(0);
			assertThat(choice).isEnabled();
			assertThat(choice).not().isChecked();
			assertThat(page.evaluate("sessionStorage.subscribed")).isNull();
			page.context().clearCookies();
			page.navigate("/about");
			chromium.enter(page, community.aSession(member));
			page.navigate("/terms");
			page.navigate("/settings/notifications");
			assertThat(choice).isEnabled();
			assertThat(choice).not().isChecked();
			assertThat(page.locator("#devices li")).hasCount(0);
			assertThat(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('push'))")).isEqualTo(List.of());
		}
	}

	@Test
	void whoSignsInAgainGoesOnGettingThem() {
		var member = community.aMember();
		try (var page = at(member, List.of("notifications"))) {
			page.getByLabel("Push notifications on this device").check();
			assertThat(page.locator("#devices li")).hasCount(1);
			page.context().clearCookies();
			page.navigate("/about");
			chromium.enter(page, community.aSession(member));
			page.waitForResponse("**/push-subscriptions", () -> page.navigate("/terms"));
			page.navigate("/settings/notifications");
			assertThat(page.getByLabel("Push notifications on this device")).isChecked();
			assertThat(page.locator("#devices .pin")).hasCount(1);
		}
	}

	@Test
	void whoGoesToTheChoiceAtOnceGoesOnGettingThemToo() {
		var member = community.aMember();
		try (var page = at(member, List.of("notifications"))) {
			page.getByLabel("Push notifications on this device").check();
			assertThat(page.locator("#devices li")).hasCount(1);
			page.context().clearCookies();
			page.navigate("/about");
			chromium.enter(page, community.aSession(member));
			page.navigate("/settings/notifications");
			assertThat(page.getByLabel("Push notifications on this device")).isChecked();
			assertThat(page.locator("#devices .pin")).hasCount(1);
		}
	}

	@Test
	void whatCouldNotBeToldAfterASignInIsToldLater() {
		var member = community.aMember();
		try (var page = at(member, List.of("notifications"))) {
			page.getByLabel("Push notifications on this device").check();
			assertThat(page.locator("#devices li")).hasCount(1);
			page.context().clearCookies();
			page.navigate("/about");
			chromium.enter(page, community.aSession(member));
			page.route("**/push-subscriptions", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
			page.waitForResponse("**/push-subscriptions", () -> page.navigate("/terms"));
			page.unroute("**/push-subscriptions");
			var answer = page.waitForResponse("**/push-subscriptions", () -> page.navigate("/terms"));
			assertThat(answer.ok()).isTrue();
		}
	}

	@Test
	void whatFailedIsSaid() {
		try (var page = at(community.aMember(), List.of("notifications"))) {
			var choice = page.getByLabel("Push notifications on this device");
			page.route("**/push-subscriptions", Route::abort);
			choice.click();
			assertThat(page.locator(".push [role=alert]")).containsText("Something went wrong");
			page.unroute("**/push-subscriptions");
			page.route("**/push-subscriptions",
					route -> route.fulfill(new Route.FulfillOptions().setStatus(502).setBody("<html>")));
			choice.click();
			assertThat(page.locator(".push [role=alert]")).containsText("Something went wrong");
			page.unroute("**/push-subscriptions");
			page.evaluate("PushManager.prototype.subscribe = async () => { throw new DOMException('no', 'AbortError'); }; "
					+ "delete sessionStorage.subscribed");
			choice.click();
			assertThat(page.locator(".push [role=alert]")).containsText("push service");
			assertThat(choice).not().isChecked();
		}
	}

	@Test
	void itIsOnWhereTheListOfDevicesCouldNotBeRead() {
		try (var page = at(community.aMember(), List.of("notifications"))) {
			var choice = page.getByLabel("Push notifications on this device");
			page.route("**/settings/notifications", Route::abort);
			choice.check();
			assertThat(choice).isEnabled();
			assertThat(choice).isChecked();
			assertThat(page.locator(".push [role=alert]")).hasCount(0);
		}
	}

	/** Has the worker told that the browser is reached by something else; the page stands in for the worker's surroundings. */
	private void exchange(Page page) {
		page.evaluate("""
				async form => {
				  const events = {}, registration = {}, addEventListener = (name, does) => events[name] = does;
				  %s
				  let done;
				  events.pushsubscriptionchange({ newSubscription: form, waitUntil: work => done = work });
				  await done;
				}""".formatted(community.anybody().get("!/worker.js").body()), new PushedDevice().subscription());
	}

	@Test
	void whatABrowserIsReachedByIsExchangedForItsReaderAlone() {
		try (var page = at(community.aMember(), List.of("notifications"))) {
			exchange(page);
			page.reload();
			assertThat(page.locator("#devices li")).hasCount(0);
			page.getByLabel("Push notifications on this device").check();
			assertThat(page.locator("#devices li")).hasCount(1);
			exchange(page);
			page.reload();
			assertThat(page.locator("#devices li")).hasCount(2);
		}
	}

	@Test
	void whereTheBrowserBlocksThemThePageSaysSo() {
		try (var page = at(community.aMember(), List.of())) {
			// without a permission a browser without a window refuses, as after a click on "block"
			assertThat(page.locator(".push")).containsText("blocks notifications from this site");
			assertThat(page.getByLabel("Push notifications on this device")).hasCount(0);
		}
	}

	@Test
	void whatIsPushedIsShownOnceForATag() {
		var post = community.aPost().titled("마당의 글").id();
		try (var page = at(community.aMember(), List.of("notifications"))) {
			page.waitForFunction("navigator.serviceWorker.ready.then(() => true)");
			push(page, new PushMessages.Content("마당의 글", "봄 님 외 1명이 좋아해요", "/p/" + post + "?n=1", "/p/" + post, "n1", null, 3),
					new PushMessages.Content("마당의 글", "봄 님 외 2명이 좋아해요", "/p/" + post + "?n=1", "/p/" + post, "n1", null, 4));
			page.waitForFunction("""
					async () => {
					  const shown = await (await navigator.serviceWorker.ready).getNotifications();
					  return shown.length === 1 && shown[0].body.includes('2명') && shown[0].title === '마당의 글'
					    && shown[0].data.address === '/p/%d?n=1' && shown[0].icon.endsWith('/icons/192.png');
					}""".formatted(post));
		}
	}

	/** Hands messages to the service worker as the browser does when its push service has some. */
	private void push(Page page, PushMessages.Content... contents) {
		var registrations = new ArrayList<String>();
		var tools = page.context().newCDPSession(page);
		tools.on("ServiceWorker.workerRegistrationUpdated", event -> event.getAsJsonArray("registrations")
				.forEach(each -> registrations.add(each.getAsJsonObject().get("registrationId").getAsString())));
		tools.send("ServiceWorker.enable");
		page.waitForCondition(() -> !registrations.isEmpty());
		for (var content : contents) {
			var message = new JsonObject();
			message.addProperty("origin", chromium.url());
			message.addProperty("registrationId", registrations.getFirst());
			message.addProperty("data", new JsonMapper().writeValueAsString(content));
			tools.send("ServiceWorker.deliverPushMessage", message);
		}
	}
}
