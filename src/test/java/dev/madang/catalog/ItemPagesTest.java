package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages of books and films, as a browser without script uses them. */
@SecondMadangTest
class ItemPagesTest {

	@Autowired
	Community community;

	@Test
	void aReviewIsReadInBothLanguages() {
		var post = community.aReview(community.aMember(), community.aCategory(), community.anItem().id(), 9);
		for (var language : Map.of("en", "9.0 on average, from 1 rating", "ko", "평균 9.0점(1명)").entrySet()) {
			var answer = community.anybody().header("Accept", "text/html").header("Accept-Language", language.getKey())
					.get("!/p/" + post);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).contains(language.getValue());
		}
	}

	@Test
	void anItemIsAddedFoundReviewedAndPutOnAReadingList() {
		var member = community.aMember();
		var category = community.aCategory();
		var browser = new Browser(community).signedIn(member);
		var word = Community.unique("책");
		var added = browser.post("/items/new",
				"kind=book&title=" + Browser.encode(word) + "&creators=%EA%B0%80%0D%0A%EB%82%98%0D%0A");
		assertThat(added.status()).isEqualTo(303);
		var address = added.header("Location").replaceAll("^https?://[^/]+", "");
		var id = address.replace("/items/", "");
		assertThat(browser.get("/items?q=" + Browser.encode(word)).body()).contains("href=\"" + address + "\"");
		assertThat(browser.get("/write?item=" + id).body()).contains("name=\"itemId\" value=\"" + id + "\" checked");
		var sought = browser.post("/write/item",
				"category=" + category + "&title=x&body=kept&sought=" + Browser.encode(word.substring(1)));
		assertThat(sought.body()).contains(">kept</textarea>", "name=\"itemId\" value=\"" + id + "\"");
		var written = browser.post("/write", "category=" + category + "&title=review&body=b&itemId=" + id + "&rating=9");
		assertThat(written.status()).isEqualTo(303);
		var post = browser.get(written.header("Location").replaceAll("^https?://[^/]+", "")).body();
		assertThat(post).contains("class=\"work\" href=\"" + address + "\"", "★ 9");
		assertThat(browser.get(address).body()).contains("★ 9.0", "review", "/items/" + id + "/reading");
		assertThat(
				browser.post(address + "/reading", "status=read&startedOn=2026-01-01&finishedOn=2026-01-05&rating=8&note=mine")
						.status())
				.isEqualTo(303);
		assertThat(browser.get("/@" + member.handle() + "/reading").body()).contains(word, "mine", "2026-01-05");
		assertThat(new Browser(community).get("/@" + member.handle() + "/reading?status=read").body()).contains(word)
				.doesNotContain("mine");
		assertThat(browser.post(address + "/reading", "remove=true").status()).isEqualTo(303);
		assertThat(browser.get("/@" + member.handle() + "/reading").body()).doesNotContain(word);
	}

	@Test
	void editingAPostKeepsWhatItIsAbout() {
		var member = community.aMember();
		var category = community.aCategory();
		var item = community.anItem().id();
		var post = community.aReview(member, category, item, 9);
		var browser = new Browser(community).signedIn(member);
		assertThat(browser.get("/p/" + post + "/edit").body()).contains("name=\"itemId\" value=\"" + item + "\" checked");
		assertThat(browser.post("/p/" + post + "/edit",
				"version=1&category=" + category + "&title=new&body=b&itemId=" + item + "&rating=9").status()).isEqualTo(303);
		assertThat(community.anybody().get("/posts/" + post).json().at("/item/id").asLong()).isEqualTo(item);
		var refused = browser.post("/p/" + post + "/edit",
				"version=2&category=" + category + "&title=new&body=b&itemId=0&rating=9");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body()).contains("class=\"wrong\"");
	}

	@Test
	void whatIsWrongComesBackWithTheForm() {
		var browser = new Browser(community).signedIn(community.aMember());
		var bad = browser.post("/items/new", "kind=book&title=kept&isbn13=123&publishedOn=1919-13");
		assertThat(bad.status()).isEqualTo(422);
		assertThat(bad.body()).contains("value=\"kept\"", "value=\"123\"", "class=\"wrong\"");
		var item = community.anItem().id();
		var late = browser.post("/items/" + item + "/reading", "status=read&startedOn=2026-03-02&finishedOn=2026-03-01");
		assertThat(late.status()).isEqualTo(422);
		assertThat(late.body()).contains("value=\"2026-03-01\"", "class=\"wrong\"");
		assertThat(browser.get("/items/new?isbn=123").status()).isEqualTo(422);
		var isbn = ItemsTest.freshIsbn();
		assertThat(browser.get("/items/new?isbn=" + isbn).body()).contains("value=\"" + isbn + "\"");
		var known = community.anItem().book(isbn).titled("책").id();
		assertThat(browser.get("/items/new?isbn=" + isbn).header("Location")).endsWith("/items/" + known);
		assertThat(browser.post("/items/new", "kind=book&title=x&isbn13=" + isbn).body())
				.contains("href=\"/items/" + known + "\"");
	}

	@Test
	void aModeratorMendsMergesAndTakesItBack() {
		var browser = new Browser(community).signedIn(community.aModerator());
		var item = community.anItem().id();
		var twin = community.anItem().id();
		assertThat(browser.post("/items/" + item + "/edit", "version=1&kind=film&title=mended").status()).isEqualTo(303);
		assertThat(browser.post("/items/" + item + "/edit", "version=1&kind=film&title=late").status()).isEqualTo(412);
		assertThat(browser.get("/items/" + item).body()).contains("mended");
		assertThat(browser.post("/items/" + twin + "/merge", "into=nowhere").status()).isEqualTo(422);
		assertThat(browser.post("/items/" + twin + "/merge", "into=/items/" + item).header("Location"))
				.endsWith("/items/" + item);
		assertThat(browser.get("/items/" + item).body()).contains("/items/" + twin + "/unmerge");
		assertThat(browser.post("/items/" + twin + "/unmerge", "").header("Location")).endsWith("/items/" + twin);
	}

	@Test
	void aChosenCoverSurvivesARefusedForm() {
		var item = community.anItem().titled("표지 " + Community.unique("i")).id();
		var browser = new Browser(community).signedIn(community.aModerator());
		var address = "/items/" + item + "/edit";
		var refused = browser.post(address, Map.of("kind", "film", "title", "", "version", "1"), "x.png",
				PictureFiles.png(8, 8));
		assertThat(refused.status()).isEqualTo(422);
		var cover = Pattern.compile("name=\"coverId\" value=\"(\\d+)\"><img src=\"").matcher(refused.body());
		assertThat(cover.find()).isTrue();
		assertThat(browser.post(address, "kind=film&title=x&version=1&coverId=" + cover.group(1)).status()).isEqualTo(303);
		assertThat(community.jdbc().sql("select media_id from media_use where kind = 'item' and subject_id = :id")
				.param("id", item).query(Long.class).list()).containsExactly(Long.valueOf(cover.group(1)));
		assertThat(browser.post(address, "kind=film&title=y&version=2&coverId=999999999").status()).isEqualTo(422);
	}
}
