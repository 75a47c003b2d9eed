package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the worker keeps for when there is no connection. */
@ChromiumTest
class OfflinePageTest {

	@Autowired
	Chromium chromium;

	@Test
	void theIconIsFetchedAnewWithThePage() {
		try (var page = chromium.fresh(new Browser.NewPageOptions())) {
			page.navigate("/about");
			page.waitForFunction("() => navigator.serviceWorker.ready.then(() => true)");
			page.waitForFunction("() => localStorage.offline === document.body.dataset.offline");
			page.evaluate(
					"""
							async () => {
							  for (const name of await caches.keys()) await (await caches.open(name)).put('/icons/192.png', new Response('old'));
							}""");
			page.reload();
			assertThat(page.evaluate("!!navigator.serviceWorker.controller")).isEqualTo(true);
			assertThat(page.evaluate("fetch('/icons/192.png').then(answer => answer.text())")).isEqualTo("old");
			page.evaluate("localStorage.offline = 'another mark'");
			page.reload();
			page.waitForFunction("() => localStorage.offline === document.body.dataset.offline");
			assertThat(page.evaluate("fetch('/icons/192.png').then(answer => answer.headers.get('Content-Type'))"))
					.isEqualTo("image/png");
		}
	}
}
