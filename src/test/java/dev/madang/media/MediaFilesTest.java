package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.madang.testing.Sending;
import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.PictureFiles;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How pictures are served, and for how long. */
@SecondMadangTest
class MediaFilesTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	MediaStore store;

	Community.Person member;

	Answer picture;

	String url;

	@BeforeEach
	void aPicture() {
		member = community.aMember();
		picture = new Sending(member).send(PictureFiles.jpeg(1000, 500), "image/jpeg");
		url = "!" + picture.text("/variants/1/url");
	}

	private void isServed(boolean served) {
		await().pollInterval(Duration.ofMillis(20))
				.until(() -> community.anybody().get(url).status() == (served ? 200 : 404));
	}

	private long post(List<Long> pictures) {
		return community.aPost().by(member).titled("사진").with("mediaIds", pictures).id();
	}

	@Test
	void aPictureIsServedWithoutAStatementAndRunsNothing() {
		statements.take();
		var answer = community.anybody().header("Cookie", "madang=unknown").get(url);
		assertThat(statements.take()).isEmpty();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("Content-Security-Policy"))
				.isEqualTo("default-src 'none'; style-src 'unsafe-inline'; sandbox");
		assertThat(answer.header("Cache-Control")).contains("max-age=86400", "public", "immutable").doesNotContain("no-store");
		assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
		assertThat(community.anybody().header("If-None-Match", answer.header("ETag")).get(url).status()).isEqualTo(304);
		assertThat(community.anybody().send("HEAD", url, null, "").header("Content-Length"))
				.isEqualTo(answer.header("Content-Length"));
		assertThat(community.anybody().header("Range", "bytes=0-9").get(url).status()).isEqualTo(206);
		var beyond = community.anybody().header("Range", "bytes=99999999-").get(url);
		assertThat(beyond.status()).isEqualTo(416);
		assertThat(beyond.header("Content-Range")).startsWith("bytes */");
		assertThat(beyond.body()).isEmpty();
		assertThat(community.anybody().send("POST", url, "x", "text/plain").status()).isEqualTo(405);
	}

	@Test
	void onlyModeratorsGetThePicturesOfWhatIsHidden() {
		var id = post(List.of(picture.id()));
		var moderator = community.aModerator();
		moderator.client().delete("/posts/" + id);
		isServed(false);
		var evidence = new Browser(community).signedIn(moderator).get("/admin/pictures/" + picture.id());
		assertThat(evidence.status()).isEqualTo(200);
		assertThat(evidence.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(evidence.header("Cache-Control")).contains("no-store");
		assertThat(new Browser(community).signedIn(member).get("/admin/pictures/" + picture.id()).status()).isEqualTo(403);
		assertThat(new Browser(community).signedIn(moderator).get("/admin/pictures/9000000000").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/../application.yaml/x", "/media/%2e%2e/%2e%2e", "/media/..%2f..%2fpg/PG_VERSION",
			"/media/kkkkkkkkkkkkkkkkkkkkkk/..", "/media/kkkkkkkkkkkkkkkkkkkkkk/../../x", "/media/x/full.jpg",
			"/media/kkkkkkkkkkkkkkkkkkkkkk/full.jpg", "/media/kkkkkkkkkkkkkkkkkkkkkk/full.jpg%00.png",
			"/media/kkkkkkkkkkkkkkkkkkkkkk/thumb.svg", "/media/kkkkkkkkkkkkkkkkkkkkkk", "/media/", "/media" })
	void otherNamesLeadNowhere(String path) {
		var answer = community.anybody().get("!" + path);
		assertThat(answer.status()).isIn(400, 404);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
	}

	@Test
	void whatIsHiddenIsServedNoLongerUntilItIsRestored() {
		var id = post(List.of(picture.id()));
		var moderator = community.aModerator().client();
		assertThat(member.client().delete("/posts/" + id).status()).isEqualTo(204);
		isServed(false);
		assertThat(community.anybody().get("/media/" + picture.id()).status()).isEqualTo(404);
		assertThat(moderator.get("/media/" + picture.id()).status()).isEqualTo(200);
		assertThat(moderator.post("/posts/" + id + "/restore", "").status()).isEqualTo(200);
		isServed(true);
	}

	@Test
	void whatSomethingElseShowsStays() {
		var hidden = post(List.of(picture.id()));
		post(List.of(picture.id()));
		var alone = new Sending(member).send(PictureFiles.png(9, 9), "image/png");
		var last = post(List.of(alone.id()));
		member.client().delete("/posts/" + hidden);
		member.client().delete("/posts/" + last);
		await()
				.until(() -> community.anybody().get("!" + alone.text("/variants/0/url")).status() == 404);
		assertThat(community.anybody().get(url).status()).isEqualTo(200);
	}

	@Test
	void aHiddenPictureIsServedAgainWhereItIsShownAgain() {
		member.client().delete("/posts/" + post(List.of(picture.id())));
		isServed(false);
		post(List.of(picture.id()));
		isServed(true);
	}

	/** As a server leaves it that ends after the move and before its row. */
	@Test
	void aFileThatIsNotWhereItsRowSaysIsMovedThere() throws IOException {
		store.hide(community.jdbc().sql("select key from media where id = :id").param("id", picture.id()).query(String.class)
				.single());
		isServed(false);
		post(List.of(picture.id()));
		isServed(true);
	}

	@Test
	void whatIsHiddenIsInOnesExportToo() {
		member.client().delete("/posts/" + post(List.of(picture.id())));
		isServed(false);
		assertThat(member.client().get("/users/me/export").body()).contains("pictures/" + picture.id() + ".jpg");
	}

	@Test
	void whatIsRemovedIsGoneEverywhere() {
		var id = post(List.of(picture.id()));
		assertThat(member.client().delete("/media/" + picture.id()).status()).isEqualTo(204);
		isServed(false);
		assertThat(community.anybody().get("/posts/" + id).json().at("/images")).isEmpty();
		assertThat(member.client().delete("/media/" + picture.id()).status()).isEqualTo(404);
	}

	@Test
	void whoLeavesTakesTheirPicturesAlong() {
		var id = post(List.of(picture.id()));
		assertThat(member.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isEqualTo(204);
		isServed(false);
		assertThat(community.anybody().get("/posts/" + id).json().at("/images")).isEmpty();
	}
}
