package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.madang.testing.Aside;
import dev.madang.testing.Community;
import dev.madang.testing.MultipartForm;
import dev.madang.testing.PictureFiles;
import dev.madang.testing.Program;
import dev.madang.testing.TestKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two nodes that do everything, with one bucket and one Kafka, behind nginx. */
@Aside
@ResourceLock("kafka")
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterEnginesTest {

	private static final TestKafka KAFKA = TestKafka.shared();

	@TempDir
	static Path folder;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private TestCluster cluster;

	private Program one;

	private Program other;

	private String author = "";

	@BeforeAll
	void start() throws Exception {
		cluster = new TestCluster("cluster_engines", folder);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		var settings = Map.of("MADANG_KAFKA_BOOTSTRAPSERVERS", KAFKA.servers(), "MADANG_KAFKA_PREFIX", "cluster.",
				"MADANG_PROXIES", "127.0.0.1");
		one = cluster.node("one", settings);
		one.awaitReady();
		other = cluster.node("other", settings);
		other.awaitReady();
		author = "madang_" + cluster.aMember("member");
	}

	@AfterAll
	void stop() {
		cluster.close();
	}

	private long post(Map<String, Object> more) {
		var form = new HashMap<String, Object>(Map.of("category", "free", "title", "글", "body", "본문"));
		form.putAll(more);
		var answer = cluster.send(one, author, "POST", "/posts", form);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.json().at("/id").asLong();
	}

	@Test
	void whatHappensOnBothIsInKafkaInTheOrderOfItsSubject() {
		var post = post(Map.of());
		for (int i = 0; i < 20; i++) {
			var token = "madang_" + cluster.aMember("member");
			assertThat(cluster.send(i % 2 == 0 ? one : other, token, "PUT", "/posts/" + post + "/like", null).status())
					.isEqualTo(200);
			assertThat(cluster.send(i % 3 == 0 ? one : other, token, "DELETE", "/posts/" + post + "/like", null).status())
					.isEqualTo(200);
		}
		var log = cluster.jdbc().sql("select verb from activity where subject = :subject order by xact, id")
				.param("subject", "post:" + post).query(String.class).list();
		assertThat(log).hasSize(41);
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(sent("post:" + post)).isEqualTo(log));
	}

	/** The types of the first copies of what Kafka has of a subject. */
	private static List<String> sent(String subject) {
		var byOffset = new LinkedHashMap<String, String>();
		KAFKA.all("cluster.post").stream().filter(record -> subject.equals(record.key()))
				.forEach(record -> byOffset.putIfAbsent(
						new String(record.headers().lastHeader("madang-offset").value(), StandardCharsets.UTF_8),
						new String(record.headers().lastHeader("madang-type").value(), StandardCharsets.UTF_8)));
		return new ArrayList<>(byOffset.values());
	}

	private HttpResponse<String> visit(String url) throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
				BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
	}

	private String link(Program node, String picture) throws IOException, InterruptedException {
		var answer = visit("http://127.0.0.1:" + node.port() + picture);
		assertThat(answer.statusCode()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow();
	}

	@Test
	void aPictureOfOneIsShownByTheOtherUntilItIsHidden() throws Exception {
		var file = PictureFiles.jpeg(60, 40);
		var allowed = cluster.send(one, author, "POST", "/media/uploads",
				Map.of("contentType", "image/jpeg", "size", file.length, "filename", "x")).json();
		var fields = new HashMap<String, String>();
		allowed.at("/upload/fields").properties().forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
		assertThat(http.send(MultipartForm.request(allowed.at("/upload/url").asString(), fields, file), BodyHandlers.ofString())
				.statusCode()).isEqualTo(204);
		var id = allowed.at("/id").asString();
		var picture = cluster.send(other, author, "POST", "/media/" + id + "/complete", Map.of());
		assertThat(picture.status()).as(picture.body()).isEqualTo(200);
		var post = post(Map.of("mediaIds", List.of(Long.valueOf(id))));
		assertThat(cluster.get(other, "", "/posts/" + post).body()).contains(picture.json().at("/variants/1/url").asString());
		var path = picture.json().at("/variants/1/url").asString();
		var shown = link(other, path);
		assertThat(visit(shown).statusCode()).isEqualTo(200);
		assertThat(cluster.send(one, aModerator(), "DELETE", "/posts/" + post, null).status()).isEqualTo(204);
		await().atMost(Duration.ofSeconds(20)).until(() -> visit(shown).statusCode() == 404);
		assertThat(visit(link(other, path)).statusCode()).isEqualTo(404);
		assertThat(cluster.get(other, "", "/posts/" + post).status()).isEqualTo(404);
	}

	/** Tokens for programs may not do what this one may. */
	private String aModerator() {
		var name = Community.unique("mod");
		cluster.send(one, "", "POST", "/auth/signup", Map.of("handle", name, "name", name, "email", name + "@example.org",
				"password", TestCluster.PASSWORD));
		cluster.jdbc().sql("update member set role = 'moderator' where handle = :handle").param("handle", name).update();
		return cluster.signIn(one, name);
	}

	/** Last, because one of them is killed. */
	@Test
	@Order(Integer.MAX_VALUE)
	@EnabledIf(value = "dev.madang.cluster.Nginx#isInstalled", disabledReason = "there is no nginx on this machine")
	void whoComesThroughNginxDoesNotNoticeThatANodeIsKilled() throws Exception {
		var reader = cluster.aMember("member");
		var room = cluster.room(author.substring("madang_".length()), reader);
		var post = post(Map.of());
		var failures = new ConcurrentLinkedQueue<String>();
		var visits = new AtomicInteger();
		var over = new CountDownLatch(1);
		try (var nginx = new Nginx(folder.resolve("nginx"), one.port(), other.port())) {
			var paths = List.of("/", "/p/" + post, "/api/v1/posts", "/api/v1/posts/" + post);
			var visitors = IntStream.range(0, 4).mapToObj(i -> Thread.startVirtualThread(() -> {
				while (over.getCount() > 0) {
					visits.incrementAndGet();
					look("http://" + nginx.host() + paths.get(i), failures);
				}
			})).toList();
			var listener = new Listener(nginx.host(), "madang_" + reader);
			assertThat(say(nginx, room, "하나")).isEqualTo(201);
			await().atMost(Duration.ofSeconds(20)).until(() -> listener.hasHeard("하나"));
			assertThat(visit("http://" + nginx.host() + "/metrics").statusCode()).isEqualTo(404);
			for (var killed : List.of(other, one)) {
				var before = visits.get();
				await().until(() -> visits.get() > before + 200);
				killed.kill();
				var dead = visits.get();
				await().until(() -> visits.get() > dead + 200);
				killed.start();
				killed.awaitReady();
				var answers = nginx.answersOf(killed.port());
				await().until(() -> nginx.answersOf(killed.port()) > answers);
			}
			over.countDown();
			for (var visitor : visitors) {
				visitor.join();
			}
			assertThat(failures).as("of %d visits", visits.get()).isEmpty();
			var again = new Listener(nginx.host(), "madang_" + reader);
			assertThat(say(nginx, room, "둘")).isEqualTo(201);
			await().atMost(Duration.ofSeconds(20)).until(() -> again.hasHeard("둘"));
		}
	}

	private void look(String url, Collection<String> failures) {
		try {
			var answer = visit(url);
			if (answer.statusCode() != 200) {
				failures.add(url + ": " + answer.statusCode());
			}
		}
		catch (IOException e) {
			failures.add(url + ": " + e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private int say(Nginx nginx, long room, String body) throws IOException, InterruptedException {
		return http.send(
				HttpRequest.newBuilder(URI.create("http://" + nginx.host() + "/api/v1/chat/rooms/" + room + "/messages"))
						.header("Authorization", "Bearer " + author).header("Content-Type", "application/json")
						.POST(BodyPublishers.ofString("{\"body\":\"%s\",\"clientId\":\"%s\"}".formatted(body, body.hashCode())))
						.build(),
				BodyHandlers.ofString()).statusCode();
	}
}
