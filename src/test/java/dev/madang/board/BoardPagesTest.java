package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Where boards lead and what their pages offer, with plain links and forms. */
@MadangTest
class BoardPagesTest {

	@Autowired
	Community community;

	private Browser as(Community.Person person) {
		return new Browser(community).signedIn(person);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/write?category=x", "/bookmarks", "/products/new", "/items/new", "/settings/account",
			"/notifications", "/feed", "/report?target=post:1", "/admin" })
	void aGuestMaySignInOrJoinAndGoesOn(String path) {
		var page = new Browser(community).get(path);
		assertThat(page.status()).isEqualTo(401);
		var back = Browser.encode(path).replace("+", "%20");
		assertThat(page.body()).contains("href=\"/login?back=" + back + "\"", "href=\"/signup?back=" + back + "\"");
		assertThat(new Browser(community).get("/signup?back=" + back).body())
				.contains("name=\"back\" value=\"" + path + "\"", "/login?back=" + back);
	}

	@Test
	void whoHasJoinedMeanwhileGoesOnToo() {
		assertThat(as(community.aMember()).get("/signup?back=/write").header("Location")).endsWith("/write");
	}

	@Test
	void aBoardsPagesLeadToWritingInIt() {
		var board = community.aCategory(Map.of("slug", "책_" + Community.unique("b")));
		var post = community.aPost().in(board).id();
		var browser = as(community.aMember());
		var address = "/write?category=" + Browser.encode(board);
		assertThat(browser.get("/c/" + Browser.encode(board)).body()).contains("href=\"" + address + "\"")
				.doesNotContain("href=\"/write\"");
		assertThat(browser.get("/p/" + post).body()).contains("href=\"" + address + "\"");
		assertThat(browser.get("/").body()).contains("href=\"/write\"");
		assertThat(browser.get(address).body()).containsPattern("value=\"" + board + "\"\\s+selected");
	}

	@Test
	void noOtherBoardIsChosenInThePlaceOfOneThatIsClosed() {
		var open = community.aCategory();
		var closed = community.aCategory(Map.of("writeRole", "admin"));
		var browser = as(community.aMember());
		assertThat(browser.get("/write?category=" + closed).body())
				.contains("<option value=\"\">게시판 선택", "value=\"" + open + "\"")
				.doesNotContain("value=\"" + closed + "\"", " selected>");
		assertThat(browser.get("/write").body()).contains("<option value=\"\">게시판 선택");
		assertThat(browser.get("/write?category=" + open).body()).doesNotContain("게시판 선택");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/write/preview", "/write/item" })
	void aChosenPictureIsTakenAlongWithoutScript(String button) {
		var browser = as(community.aMember());
		var fields = Map.of("category", community.aCategory(), "title", "제목", "body", "본문", "sought", "x");
		var page = browser.post(button, fields, "x.png", PictureFiles.png(8, 8));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).containsPattern("name=\"mediaIds\" value=\"\\d+\"").contains("본문\n\n![](/media/");
		var broken = browser.post(button, fields, "x.png", "no picture".getBytes(StandardCharsets.US_ASCII));
		assertThat(broken.status()).isEqualTo(422);
		assertThat(broken.body()).contains("class=\"wrong\"", ">본문</textarea>");
	}

	@Test
	void aDraftsPageLeadsOnAndOffersNothingThatADraftCannotHave() {
		var author = community.aMember();
		var draft = community.aPost().by(author).draft().id();
		assertThat(as(author).get("/p/" + draft).body()).contains("class=\"go\" href=\"/p/" + draft + "/edit\"")
				.doesNotContain("/p/" + draft + "/like", "/p/" + draft + "/bookmark", "id=\"talk\"");
	}

	@Test
	void aHiddenPostOffersNoLike() {
		var post = community.aPost().id();
		community.aComment(community.aMember(), post, "그때의 댓글");
		var browser = as(community.aModerator());
		browser.post("/p/" + post + "/delete", "");
		assertThat(browser.get("/p/" + post).body()).contains("name=\"restore\"", "그때의 댓글")
				.doesNotContain("/like\"", "/p/" + post + "/bookmark");
	}

	@Test
	void aTagIsFollowedFromItsPage() {
		var tag = "여행 " + Community.unique("t");
		community.aPost().tagged(tag).send();
		var path = "/?tag=" + Browser.encode(tag).replace("+", "%20");
		assertThat(new Browser(community).get(path).body()).doesNotContain("/tags/follow");
		var member = community.aMember();
		var browser = as(member);
		assertThat(browser.get(path).body()).contains("action=\"/tags/follow\"", "name=\"on\" value=\"true\"");
		assertThat(browser.post("/tags/follow", "on=true&tag=" + Browser.encode(tag)).header("Location")).endsWith(path);
		assertThat(member.client().get("/users/me/tags").text("/items/0/name")).isEqualTo(tag);
		assertThat(browser.get(path).body()).contains("name=\"on\" value=\"false\"");
		browser.post("/tags/follow", "on=false&tag=" + Browser.encode(tag));
		assertThat(member.client().get("/users/me/tags").json().at("/items")).isEmpty();
		assertThat(browser.get("/?tag=nobody_uses_this").body()).doesNotContain("/tags/follow");
	}

	@Test
	void aModeratorShowsAHiddenCommentAgainInItsPlace() {
		var author = community.aMember();
		var board = community.aCategory();
		var post = community.aPost().in(board).id();
		var comment = community.aComment(author, post, "숨길 댓글");
		var moderator = community.aModerator();
		var browser = as(moderator);
		assertThat(browser.get("/p/" + post).body()).doesNotContain("/comment/" + comment + "/restore");
		browser.post("/comment/" + comment + "/delete", "");
		var address = "action=\"/comment/" + comment + "/restore\"";
		assertThat(thread(browser, post)).contains("숨길 댓글", "숨긴 댓글", address)
				.doesNotContain("/comment/" + comment + "/like", "/comment/" + comment + "/delete");
		assertThat(thread(as(author), post)).doesNotContain("숨길 댓글", address);
		assertThat(thread(new Browser(community), post)).doesNotContain("숨길 댓글", address);
		assertThat(community.anybody().get("/posts/" + post + "/comments").json().at("/items")).isEmpty();

		assertThat(browser.post("/comment/" + comment + "/restore", "").header("Location"))
				.endsWith("/p/" + post + "#c" + comment);
		assertThat(thread(new Browser(community), post)).contains("숨길 댓글");
		assertThat(community.anybody().get("/posts/" + post).json().at("/commentCount").asInt()).isEqualTo(1);
	}

	@Test
	void whoModeratesABoardSeesWhatIsHiddenInItAndNowhereElse() {
		var board = community.aCategory();
		var moderator = community.aMember();
		community.anAdmin().client().put("/categories/" + board + "/moderators/" + moderator.handle());
		var here = community.aPost().in(board).id();
		var elsewhere = community.aPost().id();
		for (var post : List.of(here, elsewhere)) {
			community.aModerator().client().delete("/comments/" + community.aComment(community.aMember(), post, "숨긴 말"));
		}
		assertThat(thread(as(moderator), here)).contains("숨긴 말");
		assertThat(thread(as(moderator), elsewhere)).doesNotContain("숨긴 말");
	}

	@Test
	void nobodyIsShownWhatItsAuthorDeleted() {
		var post = community.aPost().id();
		var author = community.aMember();
		var comment = community.aComment(author, post, "지운 말");
		community.aReply(community.aMember(), post, comment, "답글");
		author.client().delete("/comments/" + comment);
		var browser = as(community.aModerator());
		assertThat(thread(browser, post)).contains("답글", "id=\"c" + comment + "\"")
				.doesNotContain("지운 말", author.handle(), "/comment/" + comment + "/restore");
		var restored = browser.post("/comment/" + comment + "/restore", "");
		assertThat(restored.status()).isEqualTo(409);
		assertThat(restored.body()).contains("작성자가 삭제한 댓글은 복구할 수 없어요.");
	}

	private static String thread(Browser browser, long post) {
		return browser.get("/p/" + post).body().replaceAll("(?s).*id=\"talk\"", "");
	}

	@Test
	void aProfileCountsNoPostsWhereItShowsNone() {
		var blocked = community.aMember();
		community.aPost().by(blocked).id();
		var member = community.aMember();
		var browser = as(member);
		var tab = Pattern.compile("<a href=\"/@" + blocked.handle() + "\"[^>]*>([^<]*)</a>\\s*<a href=\"/@" + blocked.handle()
				+ "/reading");
		assertThat(tab.matcher(browser.get("/@" + blocked.handle()).body()).results().map(found -> found.group(1)))
				.containsExactly("글 1");
		browser.post("/@" + blocked.handle() + "/block", "on=true");
		var page = browser.get("/@" + blocked.handle()).body();
		assertThat(tab.matcher(page).results().map(found -> found.group(1))).containsExactly("글");
		assertThat(page).contains("서로의 글과 댓글이 보이지 않아요").doesNotContain("아직 글이 없어요");
	}
}
