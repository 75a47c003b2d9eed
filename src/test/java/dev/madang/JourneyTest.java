package dev.madang;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.madang.Visitor.button;
import static dev.madang.Visitor.check;
import static dev.madang.Visitor.click;
import static dev.madang.Visitor.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.madang.testing.Browser;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What people do here, from its beginning to its end: each on one of four screens, on all of them with -Djourneys=full. What is done
 * most is done without script as well, and then all that needs none.
 */
@ChromiumTest
class JourneyTest {

	private static final List<Visitor.Form> SCREENS = Stream.of(390, 1280)
			.flatMap(width -> Stream.of("ko", "en").map(language -> new Visitor.Form(width, language, true))).toList();

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	/** Something that is done, and its steps. */
	private record Journey(String name, Consumer<Visitor> steps) {
	}

	private static final boolean IS_FULL = "full".equals(System.getProperty("journeys"));

	@TestFactory
	Stream<DynamicTest> journeys() {
		var journeys = new ArrayList<>(done());
		journeys.addAll(List.of(new Journey("an admin sees what is left to do", this::looksAtTheChecklist),
				new Journey("a member quotes a comment", this::quotes), new Journey("a guest shares a post", this::shares)));
		return on(SCREENS, journeys, IS_FULL);
	}

	@TestFactory
	Stream<DynamicTest> journeysWithoutScript() {
		var journeys = new ArrayList<>(List.of(new Journey("a guest pages through a board", this::pages)));
		journeys.addAll(done());
		return on(SCREENS.reversed().stream().map(each -> new Visitor.Form(each.width(), each.language(), false)).toList(),
				IS_FULL ? journeys : journeys.subList(0, 8), false);
	}

	/** What needs no script, and what is done most at the beginning. */
	private List<Journey> done() {
		return List.of(new Journey("a member writes, edits and deletes a post", this::writesAPost),
				new Journey("members comment and reply", this::commentsAndReplies),
				new Journey("a member likes and bookmarks a post", this::likesAndBookmarks),
				new Journey("a member follows a member", this::followsAMember),
				new Journey("a guest searches with a wrong letter", this::searches),
				new Journey("a member changes the name, the theme and the language", this::changesSettings),
				new Journey("somebody signs up", this::signsUp),
				new Journey("a member signs in and out", this::signsInAndOut),
				new Journey("a guest reads, wants to answer and signs in", this::wantsToAnswer),
				new Journey("a member follows a tag", this::followsATag), new Journey("a member reviews a book", this::reviews),
				new Journey("a member sells a product", this::sells),
				new Journey("a member reports a post and a moderator hides it", this::reports),
				new Journey("a member is notified of a comment", this::isNotified));
	}

	private Stream<DynamicTest> on(List<Visitor.Form> screens, List<Journey> journeys, boolean onAll) {
		return IntStream.range(0, journeys.size() * screens.size())
				.filter(each -> onAll || each / screens.size() % screens.size() == each % screens.size())
				.mapToObj(each -> test(journeys.get(each / screens.size()), screens.get(each % screens.size())));
	}

	private DynamicTest test(Journey journey, Visitor.Form screen) {
		return DynamicTest.dynamicTest(journey.name + ", " + screen, () -> {
			try (var visitor = new Visitor(chromium, community, screen)) {
				journey.steps.accept(visitor);
			}
		});
	}

	private void signsUp(Visitor somebody) {
		var handle = Community.unique("new");
		somebody.at("/").follow("gate.sign-up");
		somebody.type("signup.handle", handle);
		somebody.type("signup.email", handle + "@example.org");
		somebody.type("signup.password", Community.PASSWORD);
		check(somebody.main().getByRole(AriaRole.CHECKBOX));
		somebody.press("signup.go");
		somebody.sees(somebody.word("welcome.lead", handle));
		somebody.press("welcome.go");
		somebody.page().waitForURL("/");
		assertThat(banner(somebody).getByLabel(handle)).hasCount(1);
	}

	private static Locator banner(Visitor visitor) {
		return visitor.page().getByRole(AriaRole.BANNER);
	}

	private void signsInAndOut(Visitor member) {
		var person = community.aMember();
		member.at("/login").signIn(person);
		member.page().waitForURL("/");
		click(button(open(banner(member), person.handle()), member.word("nav.logout")));
		assertThat(banner(member).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(member.word("nav.login"))))
				.isVisible();
	}

	private void looksAtTheChecklist(Visitor admin) {
		admin.as(community.anAdmin()).at("/").follow("checklist.mail.go");
		admin.sees(admin.word("community.title"));
	}

	private void writesAPost(Visitor author) {
		var board = community.aCategory();
		author.as(community.aMember()).at("/write");
		author.field("write.category").selectOption(board);
		author.type("write.title", "첫눈");
		author.type("write.body", "오늘 **첫눈**이 왔다");
		author.type("write.tags", "눈, 겨울");
		author.press("write.preview");
		assertThat(author.main().locator("strong")).hasText("첫눈");
		author.press("write.publish");
		author.sees("첫눈");
		click(more(author).getByRole(AriaRole.LINK,
				new Locator.GetByRoleOptions().setName(author.word("post.edit")).setExact(true)));
		author.type("write.title", "첫눈 오는 날");
		author.press("write.save");
		author.sees("첫눈 오는 날");
		author.page().onDialog(Dialog::accept);
		click(button(more(author), author.word("post.delete")));
		author.page().waitForURL("/c/" + board);
		assertThat(author.link("첫눈 오는 날")).hasCount(0);
	}

	private static Locator more(Visitor visitor) {
		return open(visitor.main().getByRole(AriaRole.ARTICLE).first(), visitor.word("post.more"));
	}

	private void commentsAndReplies(Visitor member) {
		var first = community.aMember();
		member.as(first).at("/p/" + community.aPost().id());
		member.type("thread.placeholder", "잘 읽었어요");
		member.press("thread.send");
		assertThat(comments(member, "잘 읽었어요")).isVisible();
		member.as(community.aMember()).page().reload();
		click(comments(member, "잘 읽었어요").getByText(member.word("thread.reply"), new Locator.GetByTextOptions().setExact(true)));
		member.field("thread.reply-to", first.handle()).fill("저도요");
		click(button(comments(member, "잘 읽었어요"), member.word("thread.send")));
		assertThat(comments(member, "저도요")).isVisible();
		member.page().reload();
		assertThat(member.main().getByText(member.word("thread.replies", 1))).isVisible();
	}

	private static Locator comments(Visitor visitor, String text) {
		return visitor.main().getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHas(
				visitor.page().getByRole(AriaRole.PARAGRAPH).getByText(text)));
	}

	private void quotes(Visitor member) {
		var post = community.aPost().id();
		community.aComment(community.aMember(), post, "따올 만한 말");
		member.as(community.aMember()).at("/p/" + post);
		member.main().getByText("따올 만한 말").evaluate("text => getSelection().selectAllChildren(text)");
		member.press("reader.quote");
		assertThat(comments(member, "따올 만한 말").getByRole(AriaRole.TEXTBOX)).hasValue("> 따올 만한 말\n\n");
	}

	private void likesAndBookmarks(Visitor member) {
		var post = community.aPost().titled(Community.unique("좋은 글 ")).id();
		member.as(community.aMember()).at("/p/" + post);
		var like = member.main().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(member.word("post.like")))
				.first();
		click(like);
		assertThat(like).hasAttribute("aria-pressed", "true");
		assertThat(like).containsText("1");
		member.press("post.bookmark");
		assertThat(member.button("post.bookmarked")).hasAttribute("aria-pressed", "true");
		await().until(() -> member.at("/bookmarks").main().getByRole(AriaRole.ARTICLE).count() == 1);
	}

	private void followsAMember(Visitor member) {
		var writer = community.aMember();
		var post = community.aPost().by(writer).titled(Community.unique("글 ")).send().text("/title");
		member.as(community.aMember()).at("/@" + writer.handle()).press("member.follow");
		assertThat(member.button("member.unfollow")).isVisible();
		await().until(() -> member.at("/feed").link(post).isVisible());
	}

	private void followsATag(Visitor member) {
		var tag = Community.unique("tag");
		community.aPost().tagged(tag).id();
		member.as(community.aMember()).at("/?tag=" + tag).press("member.follow");
		assertThat(member.button("member.unfollow")).isVisible();
		var box = member.word("notification.kind.tag") + ": " + member.word("notification.on-page");
		check(member.at("/settings/notifications").main().getByLabel(box));
		member.press("settings.save");
		assertThat(member.main().getByText(member.word("settings.saved"))).isVisible();
		community.aPost().tagged(tag).id();
		await().until(() -> member.at("/notifications").main().getByRole(AriaRole.LISTITEM).count() == 1);
	}

	private void reviews(Visitor member) {
		var board = community.aCategory();
		var item = community.anItem().id();
		var title = Community.unique("서평 ");
		member.as(community.aMember()).at("/items/" + item).follow("item.review");
		member.field("write.category").selectOption(board);
		member.type("write.title", title);
		member.type("write.body", "밤새 읽었다");
		member.field("write.rating").selectOption("9");
		member.press("write.publish");
		member.sees(title);
		assertThat(member.at("/items/" + item).link(title)).isVisible();
	}

	private void sells(Visitor seller) {
		var name = Community.unique("자전거 ");
		seller.as(community.aMember()).at("/products/new");
		seller.type("product.name", name);
		seller.type("product.price", "30000");
		seller.field("product.currency").selectOption("KRW");
		seller.type("product.description", "한 해 탔어요");
		seller.press("product.sell-go");
		seller.sees(name);
		seller.press("product.sell-out");
		assertThat(seller.button("product.on-sale-again")).isVisible();
		assertThat(seller.at("/products?status=sold_out").link(name)).isVisible();
	}

	private void searches(Visitor guest) {
		var word = "은하수" + Community.unique("") + "정거장";
		var category = community.aCategory();
		for (int i = 0; i < 2; i++) {
			community.aPost().in(category).titled(word).saying(word + " 앞에서").id();
		}
		var wrong = Browser.encode(word.replace("장", "잔"));
		await().until(() -> community.anybody().get("/search?type=post&q=" + wrong).text("/correction").equals(word));
		guest.at("/search?q=" + wrong);
		assertThat(guest.main().getByText(guest.word("search.did-you-mean"))).isVisible();
		click(guest.link(word));
		guest.sees(guest.word("search.found", word));
		assertThat(guest.link(word)).isVisible();
	}

	private void reports(Visitor visitor) {
		var title = Community.unique("광고 ");
		var post = "/p/" + community.aPost().titled(title).id();
		var reporter = community.aMember();
		visitor.as(reporter).at(post);
		click(more(visitor).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(visitor.word("report.title"))));
		check(visitor.field("report.reason.spam"));
		visitor.press("report.send");
		assertThat(visitor.main().getByText(visitor.word("report.thanks"))).isVisible();
		click(visitor.as(community.aModerator()).at("/admin/reports").link(title));
		check(visitor.field("reports.resolve"));
		visitor.field("reports.action").selectOption("hide");
		visitor.press("reports.save");
		assertThat(visitor.main().getByText(visitor.word("reports.decided"))).isVisible();
		visitor.as(reporter).at(post).sees(visitor.word("status.404"));
	}

	private void isNotified(Visitor author) {
		var person = community.aMember();
		var post = community.aPost().by(person).id();
		community.aComment(community.aMember(), post, "축하해요");
		author.as(person);
		await().until(() -> author.at("/notifications").main().getByRole(AriaRole.LISTITEM).count() == 1);
		click(author.main().getByRole(AriaRole.LISTITEM).getByRole(AriaRole.LINK).last());
		assertThat(comments(author, "축하해요")).isInViewport();
		author.at("/notifications?unread=true");
		assertThat(author.main().getByText(author.word("notification.none-unread"))).isVisible();
	}

	private void changesSettings(Visitor member) {
		var name = Community.unique("이름 ");
		member.as(community.aMember()).at("/settings").type("signup.name", name);
		member.press("settings.save");
		assertThat(member.main().getByText(member.word("settings.saved"))).isVisible();
		var foot = member.page().getByRole(AriaRole.CONTENTINFO);
		click(button(foot, member.word("nav.theme.dark")));
		assertThat(member.page().locator("html")).hasAttribute("data-theme", "dark");
		var other = member.page().locator("html").getAttribute("lang").equals("ko") ? "en" : "ko";
		click(button(foot, member.word("nav.language")));
		assertThat(member.page().locator("html")).hasAttribute("lang", other);
		member.nowIn(other);
		assertThat(member.field("signup.name")).hasValue(name);
	}

	private void wantsToAnswer(Visitor guest) {
		var post = "/p/" + community.aPost().id();
		guest.at(post).follow("thread.sign-in");
		guest.signIn(community.aMember());
		guest.page().waitForURL(post + "#talk");
		assertThat(guest.field("thread.placeholder")).isVisible();
	}

	private void shares(Visitor guest) {
		var post = "/p/" + community.aPost().id();
		guest.page().addInitScript("delete Navigator.prototype.share;"
				+ "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } })");
		guest.at(post);
		click(guest.main().getByRole(AriaRole.BUTTON)
				.filter(new Locator.FilterOptions().setHasText(guest.word("reader.share"))));
		assertThat(guest.page().getByText(guest.word("reader.copied"))).isVisible();
		assertThat(guest.page().evaluate("copied")).isEqualTo(chromium.url() + post);
	}

	private void pages(Visitor guest) {
		var category = community.aCategory();
		for (int i = 0; i < 2; i++) {
			var writer = community.aMember();
			for (int j = 0; j < 11; j++) {
				community.aPost(writer, category);
			}
		}
		guest.at("/c/" + category);
		assertThat(guest.main().getByRole(AriaRole.ARTICLE)).hasCount(20);
		guest.follow("list.more");
		assertThat(guest.main().getByRole(AriaRole.ARTICLE)).hasCount(2);
	}
}
