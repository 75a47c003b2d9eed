package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long a phone takes from a touch or a key to the next picture on its screen, with -Dinteraction=4 one that is four times slower
 * than this machine. It says something on a quiet machine only.
 */
@ChromiumTest
@EnabledIfSystemProperty(named = "interaction", matches = "\\d+")
class InteractionTest {

	private static final int TIMES = 50;

	/** The longest of the events of each interaction; the browser tells of none that is shorter than 16 ms. */
	private static final String LISTEN = """
			interactions = new Map();
			new PerformanceObserver(list => list.getEntries().filter(each => each.interactionId).forEach(each =>
			  interactions.set(each.interactionId, Math.max(each.duration, interactions.get(each.interactionId) ?? 0))))
			  .observe({ type: 'event', durationThreshold: 16, buffered: true });
			""";

	private static final String PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";

	/** What is measured is how soon a touch is answered, not how soon the next page is there. */
	private static final String STAY = "addEventListener('click', event => event.preventDefault())";

	private final List<String> slow = new ArrayList<>();

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	@Test
	void aSlowPhoneAnswersWithinATenthOfASecond() {
		var author = community.aMember();
		var post = community.aPost().by(author).saying("문단입니다. ".repeat(200)).id();
		for (int i = 0; i < 30; i++) {
			community.aComment(author, post, "댓글 " + i);
		}
		try (var page = chromium
				.fresh(new Browser.NewPageOptions().setViewportSize(390, 800).setIsMobile(true).setHasTouch(true))) {
			chromium.enter(page, community.aSession(community.aMember()));
			page.addInitScript(LISTEN);
			var slower = new JsonObject();
			slower.addProperty("rate", Integer.getInteger("interaction"));
			page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", slower);
			page.navigate("/p/" + post);
			measure(page, "like", () -> page.locator("form[data-act=like] button").first().tap());
			measure(page, "menu", () -> page.locator("header.top .menu summary").tap());
			page.navigate("/");
			page.evaluate(STAY);
			measure(page, "tab", () -> page.locator(".feeds a").nth(1).tap());
			page.navigate("/write");
			page.locator("#body").fill("문단입니다. ".repeat(400));
			page.locator("#body").focus();
			measure(page, "key in the editor", () -> page.keyboard().press("a"));
		}
		assertThat(slow).isEmpty();
	}

	/** How many there were, also of those that took less than the browser tells of. */
	private static int interactions(Page page) {
		return ((Number) page.evaluate("performance.interactionCount")).intValue();
	}

	private void measure(Page page, String name, Runnable act) {
		page.evaluate("interactions.clear()");
		var before = interactions(page);
		for (int i = 0; i < TIMES; i++) {
			act.run();
			page.evaluate(PAINTED);
		}
		assertThat(interactions(page) - before).as(name).isGreaterThanOrEqualTo(TIMES);
		var told = ((List<?>) page.evaluate("[...interactions.values()].sort((a, b) => a - b)")).stream()
				.map(each -> ((Number) each).intValue()).toList();
		var place = told.size() - 1 - TIMES / 50;
		var p98 = place < 0 ? 0 : told.get(place);
		System.out.printf(Locale.ROOT, "%s: %d of %d took 16 ms or more, median %d ms, p98 %d ms, longest %d ms%n", name,
				told.size(), TIMES,
				told.size() * 2 <= TIMES ? 0 : told.get(told.size() - TIMES / 2 - 1), p98, told.isEmpty() ? 0 : told.getLast());
		if (p98 > 100) {
			slow.add(name + ": " + p98 + " ms");
		}
	}
}
