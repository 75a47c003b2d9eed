package dev.madang.media;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.options.FilePayload;
import dev.madang.Madang;
import dev.madang.testing.Aside;
import dev.madang.testing.Browser;
import dev.madang.testing.Chromium;
import dev.madang.testing.Client;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.MultipartForm;
import dev.madang.testing.PictureFiles;
import dev.madang.testing.S3Server;
import dev.madang.testing.Sending;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** A community whose pictures are in a bucket, and what is left of it while the server is away. */
@Aside
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = S3CommunityTest.Settings.class)
@Import({ Community.class, Client.class, Chromium.class })
@Tag("process")
class S3CommunityTest {

	private static final String BUCKET = "community";

	private static final FaultyProxy PROXY = new FaultyProxy(S3Server.port());

	static final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var port = TestDatabase.freePort();
			var settings = new HashMap<>(TestDatabase.fresh("s3"));
			settings.putAll(S3Server.settings(BUCKET, PROXY.port()));
			settings.putAll(Map.of("server.port", port, "madang.url", "http://localhost:" + port));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("s3", settings));
		}
	}

	@Autowired
	Community community;

	@Autowired
	Removals removals;

	@Autowired
	Chromium chromium;

	@Autowired
	FolderStore folder;

	@Autowired
	UnmovedPictures unmoved;

	private final HttpClient http = HttpClient.newHttpClient();

	private Community.Person member;

	private Sending sending;

	@BeforeEach
	void somebody() {
		member = community.aMember();
		sending = new Sending(member);
	}

	@AfterEach
	void isThereAgain() {
		PROXY.become(Fault.NONE);
		await().until(() -> sending.allow("image/png", 1).status() == 201);
	}

	private Answer send(byte[] file, String type) throws IOException, InterruptedException {
		var allowed = sending.allow(type, file.length);
		var fields = new HashMap<String, String>();
		allowed.json().at("/upload/fields").properties()
				.forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
		assertThat(http.send(MultipartForm.request(allowed.text("/upload/url"), fields, file), BodyHandlers.ofString())
				.statusCode()).isEqualTo(204);
		return member.client().post("/media/" + allowed.id() + "/complete", Map.of());
	}

	private static String url(Answer picture) {
		return "!" + picture.text("/variants/1/url");
	}

	/** What a reader gets who follows the community's redirect. */
	private Answer follow(String url) {
		var redirect = community.anybody().get(url);
		assertThat(redirect.status()).isEqualTo(302);
		return community.anybody().visit(redirect.header("Location"));
	}

	@Test
	void aPictureIsSentToTheBucketAndServedFromThere() throws Exception {
		var picture = send(PictureFiles.photograph(900, 600, 1), "image/jpeg");
		assertThat(picture.status()).isEqualTo(200);
		var redirect = community.anybody().get(url(picture));
		assertThat(redirect.header("Cache-Control")).contains("max-age=1800", "public");
		assertThat(redirect.response().headers().allValues("Set-Cookie")).isEmpty();
		var served = follow(url(picture));
		assertThat(served.status()).isEqualTo(200);
		assertThat(served.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(served.header("Cache-Control")).contains("max-age=86400", "immutable");
		assertThat(S3Server.objects(BUCKET, "incoming/" + picture.id())).as("what was sent is not kept").isEmpty();
		assertThat(community.anybody().get("!/media/../x/full.jpg").status()).isIn(400, 404);
		assertThat(sending.allow("image/png", 9).text("/upload/method")).isEqualTo("POST");
	}

	@Test
	void whatIsNoPictureIsRefusedAndForgotten() throws Exception {
		var refused = send("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8), "image/png");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(S3Server.objects(BUCKET, "incoming/")).isEmpty();
		var allowed = sending.allow("image/png", 9);
		assertThat(member.client().post("/media/" + allowed.id() + "/complete", Map.of()).code()).isEqualTo("nothing-sent");
	}

	@Test
	void whatIsHiddenIsServedNoLongerUntilItIsRestored() throws Exception {
		var picture = send(PictureFiles.jpeg(60, 40), "image/jpeg");
		var post = community.aPost().by(member).with("mediaIds", List.of(picture.id())).id();
		var link = community.anybody().get(url(picture)).header("Location");
		var moderator = community.aModerator();
		moderator.client().delete("/posts/" + post);
		await().until(() -> community.anybody().visit(link).status() == 404);
		var evidence = new Browser(community).signedIn(moderator).get("/admin/pictures/" + picture.id());
		assertThat(evidence.status()).isEqualTo(200);
		assertThat(evidence.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(new Browser(community).signedIn(member).get("/admin/pictures/" + picture.id()).status()).isEqualTo(403);
		assertThat(member.client().get("/users/me/export").body()).contains("pictures/" + picture.id() + ".jpg");
		moderator.client().post("/posts/" + post + "/restore", "");
		await().until(() -> follow(url(picture)).status() == 200);
		member.client().delete("/media/" + picture.id());
		await().until(() -> follow(url(picture)).status() == 404);
	}

	@Test
	void aFormWithoutScriptAndAProfileTakeThemToo() throws Exception {
		var browser = new Browser(community).signedIn(member);
		var written = browser.post("/write",
				Map.of("category", community.aCategory(), "title", "t", "body", "b", "status", "published"), "x.png",
				PictureFiles.png(9, 9));
		var path = "/posts" + written.header("Location").replaceAll(".*/p", "");
		assertThat(follow("!" + member.client().get(path).text("/images/0/variants/0/url")).status()).isEqualTo(200);
		assertThat(S3Server.objects(BUCKET, "incoming/")).isEmpty();
		var face = send(PictureFiles.jpeg(300, 300), "image/jpeg");
		assertThat(member.client().patch("/users/me", Map.of("avatarId", face.id())).text("/avatarUrl")).isNotBlank();
	}

	@Test
	@EnabledIf(value = "dev.madang.testing.Chromium#isInstalled", disabledReason = "there is no Chromium on this machine")
	@ResourceLock("browser")
	void aBrowserSendsAndShowsThem() {
		try (var page = chromium.page()) {
			chromium.enter(page, community.aSession(member));
			page.navigate("/write?category=" + community.aCategory());
			page.locator("[data-pictures] [type=file]")
					.setInputFiles(new FilePayload("a.jpg", "image/jpeg", PictureFiles.jpeg(1200, 800)));
			var shown = page.locator("[data-pictures] .strip img");
			assertThat(shown).hasCount(1);
			await().until(() -> (Boolean) shown.evaluate("img => img.complete && img.naturalWidth > 0"));
			assertThat(shown).hasAttribute("src", Pattern.compile("^/media/.*"));
			assertThat((String) shown.evaluate("async img => (await fetch(img.src, { redirect: 'manual' })).type"))
					.isEqualTo("opaqueredirect");
		}
	}

	@Test
	void pagesAskTheBucketsHostAndNoOther() {
		var host = "http://127.0.0.1:" + PROXY.port();
		assertThat(new Browser(community).get("/").header("Content-Security-Policy"))
				.contains("img-src 'self' data:  " + host + ";", "connect-src 'self' " + host + ";");
	}

	/** It was stored before there was a bucket. */
	@Test
	void whatIsInTheFolderStillIsServedFromThereAndAdminsAreTold() throws Exception {
		var picture = send(PictureFiles.jpeg(60, 40), "image/jpeg");
		var key = url(picture).replaceFirst("!/media/([^/]+)/.*", "$1");
		var made = folder.folder();
		for (var size : Size.values()) {
			Files.write(made.resolve(size.label + ".jpg"), PictureFiles.jpeg(9, 9));
		}
		var admin = new Browser(community).signedIn(community.anAdmin());
		assertThat(admin.get("/admin").body()).doesNotContain("bin/madang media move");
		folder.keep(key, made, false);
		try {
			unmoved.count();
			var served = community.anybody().get(url(picture));
			assertThat(served.status()).isEqualTo(200);
			assertThat(served.header("Content-Type")).isEqualTo("image/jpeg");
			assertThat(admin.get("/admin").body()).contains("bin/madang media move --to bucket", "사진 1장이 버킷이 아닌 폴더에");
		}
		finally {
			folder.remove(key);
			unmoved.count();
		}
		assertThat(follow(url(picture)).status()).isEqualTo(200);
	}

	private long p99(String url) {
		var times = new long[100];
		for (var i = 0; i < times.length; i++) {
			var begun = System.nanoTime();
			assertThat(community.anybody().header("Accept", "text/html").get(url).status()).isLessThan(400);
			times[i] = System.nanoTime() - begun;
		}
		Arrays.sort(times);
		return times[98] / 1_000_000;
	}

	@Test
	void uploadsAreRefusedAndPagesAreAsQuickWhileItHangs() throws Exception {
		var picture = send(PictureFiles.jpeg(60, 40), "image/jpeg");
		var post = community.aPost().by(member).with("mediaIds", List.of(picture.id())).id();
		var other = community.aPost().by(member).with("mediaIds", List.of(picture.id())).id();
		for (var url : List.of("!/p/" + post, url(picture))) {
			p99(url);
		}
		var before = List.of(p99("!/p/" + post), p99(url(picture)));
		PROXY.become(Fault.HANGS);
		assertThat(member.client().delete("/posts/" + other).status()).isEqualTo(204);
		// other tests run beside it
		await().untilAsserted(() -> assertThat(p99("!/p/" + post)).isLessThan(2 * before.getFirst() + 10));
		await().untilAsserted(() -> assertThat(p99(url(picture))).isLessThan(2 * before.getLast() + 10));
		await().until(() -> sending.allow("image/png", 10).status() == 503);
		assertThat(member.client().get("/posts/" + post).status()).isEqualTo(200);
	}

	@Test
	void whatIsHiddenOrRemovedWhileItIsAwayIsSoWhenItIsBack() throws Exception {
		var hidden = send(PictureFiles.jpeg(60, 40), "image/jpeg");
		var removed = send(PictureFiles.jpeg(60, 40), "image/jpeg");
		var allowed = sending.allow("image/png", 10);
		var post = community.aPost().by(member).with("mediaIds", List.of(hidden.id())).id();
		var links = List.of(community.anybody().get(url(hidden)).header("Location"),
				community.anybody().get(url(removed)).header("Location"));
		PROXY.become(Fault.REFUSES);
		assertThat(member.client().post("/media/" + allowed.id() + "/complete", Map.of()).status()).isEqualTo(503);
		await().until(() -> sending.allow("image/png", 10).status() == 503);
		var refused = sending.allow("image/png", 10);
		assertThat(refused.code()).isEqualTo("engine-away");
		assertThat(refused.header("Retry-After")).isNotBlank();
		assertThat(member.client().delete("/posts/" + post).status()).isEqualTo(204);
		assertThat(member.client().delete("/media/" + removed.id()).status()).isEqualTo(204);
		await().until(() -> community.jdbc().sql("select last_error from log_consumer where name = 'media'").query(String.class)
				.optional().orElse("").contains("s3"));
		assertThat(community.anybody().get("!/health").body()).contains("DEGRADED");
		assertThat(community.anybody().get("!/health").status()).isEqualTo(200);
		PROXY.become(Fault.NONE);
		await().until(() -> community.anybody().visit(links.getFirst()).status() == 404);
		removals.removeFilesAgain();
		assertThat(community.anybody().visit(links.getLast()).status()).isEqualTo(404);
		assertThat(community.jdbc().sql("select count(*) from parked_activity").query(Long.class).single())
				.as("nothing is given up for want of the server").isZero();
	}
}
