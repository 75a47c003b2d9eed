package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Sending;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Pictures by forms, as a browser without script sends them. */
@SecondMadangTest
class PicturePagesTest {

	@Autowired
	Community community;

	Community.Person member;

	Browser browser;

	long picture;

	@BeforeEach
	void somebodyWithAPicture() {
		member = community.aMember();
		browser = new Browser(community).signedIn(member);
		picture = new Sending(member).send(PictureFiles.png(40, 30), "image/png").id();
	}

	@Test
	void oneSeesDescribesAndRemovesOnesPictures() {
		var path = "/settings/pictures/" + picture;
		assertThat(browser.get("/settings/pictures").body()).contains("action=\"" + path + "\"", "<meter", " KB");
		assertThat(browser.post(path, "alt=flag").status()).isEqualTo(303);
		assertThat(browser.get("/settings/pictures").body()).contains("value=\"flag\"");
		var other = new Browser(community).signedIn(community.aMember());
		assertThat(other.get("/settings/pictures").body()).doesNotContain(path);
		assertThat(other.post(path, "remove=true").status()).isEqualTo(404);
		var removed = browser.post(path, "remove=true");
		assertThat(removed.header("Location")).endsWith("?said=removed");
		assertThat(browser.get("/settings/pictures?said=removed").body()).contains("사진을 삭제했어요");
		assertThat(member.client().get("/media/" + picture).status()).isEqualTo(404);
	}

	@Test
	void aHiddenPictureIsNotShownBroken() {
		var post = community.aPost().by(member).with("mediaIds", List.of(picture)).id();
		assertThat(browser.get("/settings/pictures").body()).doesNotContain("unseen");
		member.client().delete("/posts/" + post);
		await().until(() -> browser.get("/settings/pictures").body().contains("unseen"));
	}

	@Test
	void theEditorKeepsOrdersDescribesAndDropsPictures() {
		var second = new Sending(member).send(PictureFiles.png(8, 8), "image/png").id();
		var fields = "category=" + community.aCategory() + "&title=t&body=b&mediaIds=" + second + "&mediaIds=" + picture
				+ "&alt%5B" + picture + "%5D=flag";
		assertThat(browser.post("/write/preview", fields).body()).contains("name=\"mediaIds\" value=\"" + picture + "\"",
				"value=\"flag\"");
		var written = browser.post("/write", fields + "&status=published&drop=" + second);
		var path = "/posts" + written.header("Location").replaceAll(".*/p", "");
		var images = community.anybody().get(path).json().at("/images");
		assertThat(images).hasSize(1);
		assertThat(images.at("/0/id").asLong()).isEqualTo(picture);
		assertThat(images.at("/0/alt").asString()).isEqualTo("flag");
		assertThat(browser.get(path.replace("/posts", "/p") + "/edit").body())
				.contains("name=\"mediaIds\" value=\"" + picture + "\"");
	}

	@Test
	void aFileThatWasChosenAndNotAddedIsNotLost() {
		var written = browser.post("/write",
				Map.of("category", community.aCategory(), "title", "t", "body", "b", "status", "published"), "x.png",
				PictureFiles.png(9, 9));
		assertThat(written.status()).isEqualTo(303);
		var path = "/posts" + written.header("Location").replaceAll(".*/p", "");
		assertThat(member.client().get(path).json().at("/images")).hasSize(1);
		assertThat(member.client().get(path).text("/body")).contains("/media/");
	}

	@Test
	void aLargeFileThatIsNoPictureLeavesTheTextInTheForm() {
		for (var path : List.of("/write", "/products/new")) {
			var fields = Map.of("category", community.aCategory(), "title", "남는 제목", "body", "b", "name", "남는 제목", "amount",
					"1",
					"currency", "KRW", "status", "/write".equals(path) ? "published" : "on_sale");
			var refused = browser.post(path, fields, "x.png", new byte[9 << 20]);
			assertThat(refused.status()).as(path).isEqualTo(422);
			assertThat(refused.body()).contains("남는 제목");
		}
	}

	@Test
	void twentyPicturesWithTheirWordsAreAFormThatIsTaken() {
		var fields = new HashMap<String, String>();
		for (var i = 0; i < 60; i++) {
			fields.put("alt[" + (9_000_000 + i) + "]", "x");
		}
		fields.putAll(Map.of("category", community.aCategory(), "title", "t", "body", "b", "status", "published"));
		assertThat(browser.post("/write", fields, "", new byte[0]).status()).isEqualTo(303);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mediaIds=x", "alt%5Bx%5D=flag", "alt%5B%5D=flag", "drop=99999999999999999999", "alt=flag",
			"mediaIds=-1&alt%5B-1%5D=flag", "mediaIds%5B300%5D=1" })
	void aFormThatMakesNoSenseIsNoFaultOfOurs(String fields) {
		assertThat(browser.post("/write/preview", "title=t&body=b&" + fields).status()).isIn(200, 400, 422);
	}

	@Test
	void aModeratorGivesAnItemACover() {
		var item = community.anItem().id();
		var moderator = community.aModerator();
		var cover = new Sending(moderator).send(PictureFiles.png(20, 30), "image/png").id();
		assertThat(moderator.client().patch("/items/" + item, Map.of("coverId", picture)).status()).as("another's")
				.isEqualTo(422);
		var answer = moderator.client().patch("/items/" + item, Map.of("coverId", cover));
		assertThat(answer.json().at("/images/0/id").asLong()).isEqualTo(cover);
		assertThat(new Browser(community).get("/items/" + item).body()).contains("<img class=\"cover\"");
		assertThat(new Browser(community).signedIn(moderator)
				.post("/items/" + item + "/edit", "version=2&kind=film&title=film").status()).isEqualTo(303);
		assertThat(community.anybody().get("/items/" + item).json().at("/images")).as("the form of the page leaves it")
				.hasSize(1);
		assertThat(moderator.client().patch("/items/" + item, "{\"coverId\":null}").json().at("/images")).isEmpty();
		assertThat(new Browser(community).signedIn(moderator).post("/items/" + item + "/edit",
				Map.of("version", "4", "kind", "film", "title", "film"), "x.png", PictureFiles.png(20, 30)).status())
				.isEqualTo(303);
		assertThat(community.anybody().get("/items/" + item).json().at("/images")).as("its file comes with the form")
				.hasSize(1);
	}

	@Test
	void whatOneHasSentIsInOnesExport() {
		assertThat(List.of(member.client().get("/users/me/export").status())).containsExactly(200);
		assertThat(member.client().get("/users/me/export").body()).contains("pictures.ndjson", "pictures/" + picture + ".jpg");
	}
}
