package dev.madang.chat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;

/** A room in somebody's browser. */
final class RoomWindow {

	/** The messages that have been stored. */
	static final String SAID = ".message[data-seq] .bubble";

	static final String FIELD = "#say textarea";

	private RoomWindow() {
	}

	/** On a phone where it is narrow. */
	static Page open(Chromium chromium, Community community, Person person, long room, int width) {
		var page = chromium.fresh(new Browser.NewPageOptions().setViewportSize(width, 800)
				.setIsMobile(width < 720).setHasTouch(width < 720));
		chromium.enter(page, community.aSession(person));
		page.navigate("/chat/" + room);
		return page;
	}

	static void say(Page page, String text) {
		page.locator(FIELD).fill(text);
		page.locator("#say button.go").click();
	}
}
