package dev.madang.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

import dev.madang.Madang;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.reaction.Likes;
import dev.madang.testing.Aside;
import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.PictureFiles;
import dev.madang.testing.Sending;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** A module brings a kind, and everything that the program does with content it does with this kind too. */
@Aside
@Order(2)
@SpringBootTest(classes = { Madang.class,
		NoteKindTest.Module.class }, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = NoteKindTest.Settings.class)
@Import({ Community.class, Client.class })
class NoteKindTest {

	@TestConfiguration(proxyBeanMethods = false)
	@Import({ Notes.class, NoteSubject.class, NoteSearch.class, NoteMemberData.class,
			NoteImporter.class, NotePages.class })
	static class Module {

		@Autowired
		void speak(ResourceBundleMessageSource words) {
			words.addBasenames("note/words");
		}
	}

	static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("notes"));
			settings.put("spring.flyway.locations", "classpath:db/migration,classpath:note");
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("notes", settings));
		}
	}

	@Autowired
	Community community;

	@Autowired
	Notes notes;

	@Autowired
	Likes likes;

	@Autowired
	dev.madang.archive.Import importing;

	Person author;

	Person reader;

	@BeforeEach
	void people() {
		author = community.aMember();
		reader = community.aMember();
	}

	private static Viewer viewer(Person person) {
		return new Viewer(person.id(), person.handle(), person.handle(), Role.MEMBER, 0);
	}

	private List<Long> found(String word) {
		return reader.client().get("/search?type=note&q=" + word).json().at("/groups/0/items").valueStream()
				.map(item -> item.at("/id").asLong()).toList();
	}

	private List<String> told(Person person) {
		return person.client().get("/notifications").json().at("/items").valueStream()
				.map(row -> row.at("/kind").asString() + " " + row.at("/subject/kind").asString() + ":"
						+ row.at("/subject/id").asLong())
				.toList();
	}

	private String archive() throws IOException, InterruptedException {
		var token = community.anybody().post("/auth/login", Map.of("login", author.handle(), "password", Community.PASSWORD))
				.text("/accessToken");
		var zip = HttpClient.newHttpClient().send(HttpRequest
				.newBuilder(URI.create("http://localhost:" + community.anybody().port() + "/api/v1/users/me/export"))
				.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofByteArray());
		var all = new StringBuilder();
		try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
			for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				all.append(entry.getName()).append(new String(entries.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return all.toString();
	}

	@Test
	void aNoteIsFoundAndToldOfLikedAndHidden() {
		var word = Community.unique("낱말");
		var note = notes.write(viewer(author), word + "을 적어 둔다 @" + reader.handle(), List.of());
		await().untilAsserted(() -> assertThat(found(word)).containsExactly(note));
		assertThat(reader.client().get("/search?type=note&q=" + word).json().at("/groups/0/items/0/author/handle").asString())
				.isEqualTo(author.handle());
		await().untilAsserted(() -> assertThat(told(reader)).contains("mention note:" + note));

		assertThat(likes.like(viewer(reader), new Subject(Notes.KIND, note)).likeCount()).isEqualTo(1);
		await().untilAsserted(() -> assertThat(told(author)).contains("like note:" + note));

		var moderator = community.aModerator();
		var report = reader.client().post("/reports", Map.of("targetType", "note", "targetId", note, "reason", "spam"));
		assertThat(report.status()).as(report.body()).isEqualTo(201);
		var decision = moderator.client().patch("/admin/reports/" + report.id(),
				Map.of("status", "resolved", "action", "hide", "resolution", "광고"));
		assertThat(decision.status()).as(decision.body()).isEqualTo(200);
		await().untilAsserted(() -> assertThat(found(word)).isEmpty());
		await().untilAsserted(() -> assertThat(told(reader)).doesNotContain("mention note:" + note));

		notes.restore(new Viewer(moderator.id(), moderator.handle(), moderator.handle(), Role.MODERATOR, 0), note);
		await().untilAsserted(() -> assertThat(found(word)).containsExactly(note));
		await().untilAsserted(() -> assertThat(told(reader)).contains("mention note:" + note));
	}

	@Test
	void itIsShownSuggestedAndDescribedBySearch() {
		var word = Community.unique("쪽지");
		var note = notes.write(viewer(author), word, List.of());
		await().untilAsserted(() -> assertThat(found(word)).containsExactly(note));
		var page = community.anybody().header("Accept", "text/html");
		assertThat(page.get("!/search?q=" + word).body()).contains("href=\"/notes/" + note + "\"", "Notes");
		await().untilAsserted(
				() -> assertThat(page.get("!/search/suggest?q=" + word).body()).contains("href=\"/notes/" + note + "\""));
		assertThat(community.anybody().header("Accept", "application/json").get("!/v3/api-docs").json()
				.at("/components/schemas/Found/properties").propertyNames()).contains("title", "author", "price", "postId")
				.doesNotContain("details");
	}

	@Test
	void itHasItsAddressesOfLikes() {
		var note = notes.write(viewer(author), "좋아할 메모", List.of());
		assertThat(reader.client().put("/notes/" + note + "/like").json().at("/likeCount").asInt()).isOne();
		assertThat(community.anybody().get("/notes/" + note + "/likes").text("/items/0/handle")).isEqualTo(reader.handle());
		assertThat(community.anybody().put("/notes/" + note + "/like").status()).isEqualTo(401);
		assertThat(reader.client().delete("/notes/" + note + "/like").json().at("/likeCount").asInt()).isZero();
		var paths = community.anybody().header("Accept", "application/json").get("!/v3/api-docs").json().at("/paths");
		assertThat(paths.at("/~1api~1v1~1notes~1{id}~1like/put/operationId").asString()).isEqualTo("likeNote");
		assertThat(paths.at("/~1api~1v1~1posts~1{id}~1likes/get/operationId").asString()).isEqualTo("likesOfPost");
	}

	@Test
	void itComesWithAnArchive() {
		var word = Community.unique("모음");
		var mapper = new JsonMapper();
		var lines = Stream.of("""
				{"type":"note","ref":"n","author":"u","body":"WORD"}
				{"type":"like","user":"u","target":"n","createdAt":"2005-12-12T00:00:00Z"}
				{"type":"user","ref":"u","handle":"WORD","name":"가"}
				""".replace("WORD", word).split("\n")).map(line -> new ArchiveLine(1, mapper.readTree(line))).toList();
		assertThat(importing.store(importing.source(word), lines, false, (line, why) -> {
			throw new IllegalStateException(why);
		})).containsEntry("note", 1).containsEntry("like", 1);
		importing.analyze();
		await().untilAsserted(() -> assertThat(found(word)).hasSize(1));
		assertThat(community.anybody().get("/notes/" + found(word).getFirst() + "/likes").text("/items/0/handle"))
				.isEqualTo(word);
	}

	@Test
	void itIsInTheSitemapTheOverviewAndTheTopics() {
		var admin = community.anAdmin();
		assertThat(admin.client().get("/events/topics").body()).as("before anything has happened").contains("\"note\"");
		var note = notes.write(viewer(author), "모두의 메모", List.of());
		var hidden = notes.write(viewer(author), "숨긴 메모", List.of());
		notes.hide(viewer(author), hidden);
		assertThat(community.anybody().get("!/sitemap.xml").body()).contains("/sitemap/notes-0.xml</loc>");
		assertThat(community.anybody().get("!/sitemap/notes-0.xml").body()).contains("/notes/" + note + "</loc>")
				.doesNotContain("/notes/" + hidden + "<");
		assertThat(community.anybody().get("!/sitemap/places-0.xml").body()).contains("/notes</loc>");
		assertThat(community.anybody().get("!/robots.txt").body()).contains("\nDisallow: /notes/new\n");
		await().untilAsserted(() -> {
			var stats = admin.client().get("/admin/stats/overview?days=1").json();
			assertThat(stats.at("/days/0/notes").asInt()).isGreaterThan(1);
			assertThat(stats.at("/totals/notes").asLong()).isPositive();
		});
		var day = community.anybody().header("Accept", "application/json").get("!/v3/api-docs").json()
				.at("/components/schemas/Day/properties");
		assertThat(day.propertyNames()).containsExactlyInAnyOrder("day", "posts", "comments", "products", "users", "likes",
				"signIns", "notes");
		assertThat(new Browser(community).signedIn(admin).get("/admin").body()).contains("Notes by day", "All notes");
		await().untilAsserted(() -> assertThat(new Browser(community).get("/").body()).contains("Notes of today"));
	}

	@Test
	void itsPagesAreLinked() {
		var own = new Browser(community).signedIn(author).get("/").body();
		assertThat(own).containsSubsequence("class=\"menu\"", "href=\"/notes\"", "href=\"/@" + author.handle() + "/notes\"",
				"class=\"rail left", "href=\"/notes\"");
		assertThat(new Browser(community).get("/@" + author.handle()).body())
				.contains("href=\"/@" + author.handle() + "/notes\"");
	}

	@Test
	void itHasItsNameInReports() {
		var note = notes.write(viewer(author), "신고할 메모", List.of());
		assertThat(new Browser(community).signedIn(reader).get("/report?target=note:" + note).body()).contains("A note");
		assertThat(
				reader.client().post("/reports", Map.of("targetType", "note", "targetId", note, "reason", "spam")).status())
				.isEqualTo(201);
		assertThat(new Browser(community).signedIn(community.aModerator()).get("/admin/reports").body()).contains("A note");
	}

	@Test
	void itsPictureIsHiddenAndShownWithIt() {
		var picture = new Sending(author).send(PictureFiles.png(40, 30), "image/png");
		var address = "!" + picture.text("/variants/0/url");
		assertThat(community.anybody().get(address).status()).isEqualTo(200);
		var note = notes.write(viewer(author), "사진이 있는 메모", List.of(picture.id()));
		notes.hide(viewer(author), note);
		await().untilAsserted(() -> assertThat(community.anybody().get(address).status()).isEqualTo(404));
		var moderator = community.aModerator();
		notes.restore(new Viewer(moderator.id(), moderator.handle(), moderator.handle(), Role.MODERATOR, 0), note);
		await().untilAsserted(() -> assertThat(community.anybody().get(address).status()).isEqualTo(200));
	}

	@Test
	void itIsHandedOverAndForgottenWithItsMember() throws Exception {
		var word = Community.unique("기억");
		var note = notes.write(viewer(author), word, List.of());
		likes.like(viewer(reader), new Subject(Notes.KIND, note));
		assertThat(archive()).contains(word);
		await().untilAsserted(() -> assertThat(found(word)).containsExactly(note));
		assertThat(author.client()
				.send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json").status())
				.isLessThan(300);
		assertThat(community.jdbc().sql("select count(*) from note where id = :id").param("id", note).query(Integer.class)
				.single()).isZero();
		assertThat(
				community.jdbc().sql("select count(*) from reaction where kind = 'note' and subject_id = :id").param("id", note)
						.query(Integer.class).single())
				.isZero();
		assertThat(found(word)).isEmpty();
	}
}
