package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.madang.testing.Chromium;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;

/** Somebody at a page, who finds what is on it by its role and its name in the language of the page, as the bundles have it. */
final class Visitor implements AutoCloseable {

	/** What a page is shown on, and how. */
	record Form(int width, String language, boolean script) {

		@Override
		public String toString() {
			return language + " " + width + (script ? "" : " without script");
		}
	}

	private static final ResourceBundle.Control ONLY = ResourceBundle.Control
			.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

	private final Chromium chromium;

	private final Community community;

	private final Page page;

	private Locale language;

	Visitor(Chromium chromium, Community community, Form form) {
		this.chromium = chromium;
		this.community = community;
		this.page = chromium.page(form.width, form.script);
		speak(form.language);
	}

	Page page() {
		return page;
	}

	private void speak(String word) {
		language = word.equals("ko") ? Locale.KOREAN : Locale.ROOT;
		page.context().addCookies(List.of(new Cookie("lang", word).setUrl(chromium.url())));
	}

	/** The other language, that pages are in from now on. */
	void nowIn(String word) {
		language = word.equals("ko") ? Locale.KOREAN : Locale.ROOT;
	}

	/** The same browser, in which somebody else has signed in. */
	Visitor as(Person person) {
		chromium.enter(page, community.aSession(person));
		return this;
	}

	Visitor at(String path) {
		page.navigate(path);
		return this;
	}

	String word(String key, Object... arguments) {
		var pattern = ResourceBundle.getBundle("messages", language, ONLY).getString(key);
		return arguments.length == 0 ? pattern : new MessageFormat(pattern, language).format(arguments);
	}

	Locator main() {
		return page.getByRole(AriaRole.MAIN);
	}

	static Locator button(Locator in, String name) {
		return in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator button(String key) {
		return button(main(), word(key));
	}

	Locator link(String name) {
		return main().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true)).first();
	}

	Locator field(String key, Object... arguments) {
		return main().getByLabel(word(key, arguments), new Locator.GetByLabelOptions().setExact(true));
	}

	static void click(Locator place) {
		reached(place).click();
	}

	static void check(Locator box) {
		reached(box).check();
	}

	/** In the middle of the screen, where no bar lies over it. */
	private static Locator reached(Locator place) {
		place.evaluate("element => element.scrollIntoView({ block: 'center' })");
		return place;
	}

	void press(String key) {
		click(button(key).first());
	}

	void follow(String key) {
		click(link(word(key)));
	}

	void type(String key, String text) {
		field(key).fill(text);
	}

	/** A menu, by its name. */
	static Locator open(Locator in, String name) {
		var summary = in.getByLabel(name, new Locator.GetByLabelOptions().setExact(true)).first();
		click(summary);
		return summary.locator("..");
	}

	/** What is shown has this for its heading. */
	void sees(String heading) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setLevel(1).setExact(true)))
				.isVisible();
	}

	/** Signs in on the page for it. */
	void signIn(Person person) {
		type("login.name", person.handle());
		type("login.password", Community.PASSWORD);
		press("login.go");
	}

	@Override
	public void close() {
		page.close();
	}
}
