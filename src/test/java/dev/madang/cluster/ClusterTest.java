package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import dev.madang.testing.Aside;
import dev.madang.testing.Community;
import dev.madang.testing.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes with pages and without background work, and two workers, on one database: what is done on one is so on the other. */
@Aside
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {

	private static final Map<String, String> PAGES_ONLY = Map.of("MADANG_WORKER", "off");

	@TempDir
	static Path folder;

	private TestCluster cluster;

	private Program one;

	private Program other;

	private Program worker;

	@BeforeAll
	void start() throws Exception {
		cluster = new TestCluster("cluster", folder);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		one = cluster.node("one", PAGES_ONLY);
		other = cluster.node("other", PAGES_ONLY);
		one.awaitReady();
		other.awaitReady();
		worker = cluster.worker("worker");
		var second = cluster.worker("second");
		worker.awaitReady();
		second.awaitReady();
	}

	@AfterAll
	void stop() {
		cluster.close();
	}

	/** Addresses are random, because GreenMail takes those with the same hash for one. */
	private String signUp(Program node) {
		var name = Community.unique("node");
		var answer = cluster.send(node, "", "POST", "/auth/signup",
				Map.of("handle", name, "name", name, "email", name + "@" + UUID.randomUUID() + ".example", "password",
						TestCluster.PASSWORD));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return name;
	}

	private long post(String author, String title) {
		var answer = cluster.send(one, "madang_" + author, "POST", "/posts",
				Map.of("category", "free", "title", title, "body", "본문"));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.json().at("/id").asLong();
	}

	@Test
	void whoSignsOutOnOneIsSignedOutOnTheOther() {
		var token = cluster.signIn(one, signUp(one));
		assertThat(cluster.get(one, token, "/users/me").status()).isEqualTo(200);
		assertThat(cluster.get(other, token, "/users/me").status()).isEqualTo(200);
		assertThat(cluster.send(other, token, "POST", "/auth/logout", Map.of()).status()).isEqualTo(204);
		await().atMost(Duration.ofSeconds(5)).until(() -> cluster.get(one, token, "/users/me").status() == 401);
	}

	@Test
	void aPostIsFoundOnTheOther() {
		var id = post(cluster.aMember("member"), "두루미가 날아간다");
		await().until(() -> cluster.get(other, "", "/search?q=%EB%91%90%EB%A3%A8%EB%AF%B8").body().contains("/p/" + id));
	}

	@Test
	void aViewOnEachIsCountedOnce() {
		var id = post(cluster.aMember("member"), "조회");
		assertThat(cluster.get(one, "", "/posts/" + id).status()).isEqualTo(200);
		assertThat(cluster.get(other, "", "/posts/" + id).status()).isEqualTo(200);
		await().until(() -> views(id) >= 2);
		// as long as it takes until a view that counted twice would be stored, too
		await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(40)).until(() -> views(id) == 2);
	}

	private long views(long post) {
		return cluster.jdbc().sql("select coalesce(sum(view_count), 0) from post_count where post_id = :id").param("id", post)
				.query(Long.class).single();
	}

	@Test
	void aMessageReachesASocketOfTheOther() throws Exception {
		var speaker = cluster.aMember("member");
		var reader = cluster.aMember("member");
		var room = cluster.room(speaker, reader);
		var listener = new Listener(other, "madang_" + reader);
		assertThat(cluster.send(one, "madang_" + speaker, "POST", "/chat/rooms/" + room + "/messages",
				Map.of("body", "안녕하세요 저쪽 노드", "clientId", "c1")).status()).isEqualTo(201);
		await().atMost(Duration.ofSeconds(10)).until(() -> listener.hasHeard("안녕하세요 저쪽 노드"));
	}

	@Test
	void theSocketOfWhoIsSuspendedOnOneIsClosedOnTheOther() throws Exception {
		var admin = signUp(one);
		cluster.jdbc().sql("update member set role = 'admin' where handle = :handle").param("handle", admin).update();
		var member = signUp(one);
		var listener = new Listener(other, cluster.signIn(one, member));
		assertThat(cluster.send(one, cluster.signIn(one, admin), "PUT", "/admin/users/" + member + "/states/suspended",
				Map.of("detail", "쉬어 가세요")).status()).isEqualTo(200);
		await().atMost(Duration.ofSeconds(5)).until(() -> listener.code() == 4001);
	}

	@Test
	void manyWorkersDoEverythingOnce() {
		var author = cluster.aMember("member");
		var id = post(author, "알림");
		var members = IntStream.range(0, 20).mapToObj(i -> signUp(i % 2 == 0 ? one : other)).toList();
		var comments = new ArrayList<Long>();
		for (int i = 0; i < 40; i++) {
			var answer = cluster.send(i % 2 == 0 ? one : other, "madang_" + cluster.aMember("member"), "POST",
					"/posts/" + id + "/comments", Map.of("body", "댓글 " + i));
			assertThat(answer.status()).isEqualTo(201);
			comments.add(answer.json().at("/id").asLong());
		}
		await().untilAsserted(() -> assertThat(told(author)).containsExactlyInAnyOrderElementsOf(comments));
		await().untilAsserted(() -> assertThat(cluster.emails()).containsAll(members));
		assertThat(cluster.emails()).filteredOn(members::contains).doesNotHaveDuplicates();
		assertThat(cluster.jdbc().sql("select sum(n) from day_count where verb = 'comment.added'").query(Long.class).single())
				.isEqualTo(cluster.jdbc().sql("select count(*) from comment").query(Long.class).single());
	}

	private List<Long> told(String member) {
		return cluster.jdbc().sql("""
				select n.subject_id from notification n join member m on m.id = n.member_id
				where m.handle = :handle and n.kind = 'comment'
				""").param("handle", member).query(Long.class).list();
	}

	@Test
	void aWorkerHasNoPages() {
		assertThat(cluster.get(worker, "", "!/health").status()).isEqualTo(200);
		assertThat(cluster.get(worker, "", "!/metrics").body()).contains("madang_log_consumer_lag_rows");
		for (var path : List.of("!/", "/posts", "!/login", "!/api/v1/socket", "!/health/../login", "!/health/x")) {
			assertThat(cluster.get(worker, "", path)).as(path).isEqualTo(new TestCluster.Answer(404, ""));
		}
	}

	@Test
	void adminsSeeTheNodes() {
		await().untilAsserted(() -> {
			var roles = cluster.jdbc().sql("select role from node order by role").query(String.class).list();
			assertThat(roles).containsExactly("web", "web", "worker", "worker");
			assertThat(cluster.get(one, "", "!/health").json().at("/components/nodes/status").asString()).isEqualTo("UP");
		});
		assertThat(cluster.jdbc().sql("select settings::text from node").query(String.class).list())
				.allSatisfy(settings -> assertThat(settings).contains("madang.mail.host", "madang.url", "madang.s3.secret-key")
						.doesNotContain("127.0.0.1", "localhost:8080", "madang.recommendation.at"));
	}

	@Test
	void anotherUrlOrZoneIsRefusedInOneLine() throws Exception {
		var stranger = cluster.node("stranger", Map.of("MADANG_URL", "http://localhost:9999", "MADANG_ZONE",
				"Europe/Berlin", "JAVA_TOOL_OPTIONS", ""));
		assertThat(stranger.exit()).isOne();
		assertThat(cluster.said("stranger").lines()).singleElement().asString()
				.matches("madang: This node and the live one \\((web|worker) at .*\\) differ in madang.url, madang.zone\\. .*")
				.doesNotContain("9999", "Berlin");
		await().until(() -> cluster.jdbc().sql("select count(*) from node").query(Long.class).single() == 4);
	}

	@Test
	void anotherVersionAndAHarmlessSettingAreAWarning() {
		JdbcClient jdbc = cluster.jdbc();
		jdbc.sql("""
				insert into node (id, address, role, version, cluster, settings, last_seen)
				select gen_random_uuid(), 'elsewhere:1', 'web', '99', true, settings || '{"madang.board.public-versions": "x"}',
				       now() + interval '1 minute'
				from node limit 1
				""").update();
		try {
			await().untilAsserted(() -> {
				jdbc.sql("update node set last_seen = last_seen + interval '1 second' where version = '99'").update();
				assertThat(cluster.said("one")).contains("Another node (web at elsewhere:1) is Madang 99",
						"Another node (web at elsewhere:1) differs in madang.board.public-versions");
				assertThat(cluster.get(one, "", "!/health").json().at("/components/nodes/status").asString())
						.isEqualTo("DEGRADED");
			});
			assertThat(cluster.get(one, "", "!/health/readiness").status()).isEqualTo(200);
		}
		finally {
			jdbc.sql("delete from node where version = '99'").update();
		}
		await().until(() -> cluster.get(one, "", "!/health").json().at("/components/nodes/status").asString().equals("UP"));
	}

	/** Last, because one of the nodes ends. */
	@Test
	@Order(Integer.MAX_VALUE)
	void aNodeThatEndsSaysSoFirstAndFinishesWhatItWasAsked() throws Exception {
		var member = cluster.aMember("member");
		var listener = new Listener(other, "madang_" + member);
		var body = "{\"login\":\"nobody\",\"password\":\"wrong password\"}";
		var before = System.nanoTime();
		var asking = new Socket(InetAddress.getLoopbackAddress(), other.port());
		asking.getOutputStream().write("""
				POST /api/v1/auth/login HTTP/1.1\r
				Host: localhost\r
				Content-Type: application/json\r
				Content-Length: %d\r
				\r
				%s""".formatted(body.length(), body.substring(0, 10)).getBytes(StandardCharsets.US_ASCII));
		var failures = new ConcurrentLinkedQueue<String>();
		var visitors = IntStream.range(0, 4).mapToObj(i -> Thread.startVirtualThread(() -> visitWhileReady(failures))).toList();
		other.terminate();
		await().pollInterval(Duration.ofMillis(50))
				.until(() -> cluster.get(other, "", "!/health/readiness").status() == 503);
		assertThat(cluster.get(other, "madang_" + member, "/users/me").status()).as("it still answers").isEqualTo(200);
		assertThat(listener.code()).as("and its sockets are open").isZero();
		for (var visitor : visitors) {
			visitor.join();
		}
		assertThat(failures).as("of a proxy that asks whether it is ready").isEmpty();
		await().until(() -> listener.code() == 1001);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(2_900));
		try (asking;
				var answer = new BufferedReader(new InputStreamReader(asking.getInputStream(), StandardCharsets.US_ASCII))) {
			asking.getOutputStream().write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
			assertThat(answer.readLine()).as("what it was asked before").startsWith("HTTP/1.1 401");
		}
		assertThat(other.exit()).isEqualTo(143);
		assertThat(cluster.jdbc().sql("select role from node").query(String.class).list()).hasSize(3);
		assertThat(cluster.get(one, "", "/posts").status()).isEqualTo(200);
	}

	/** As a proxy does that asks twice a second. */
	private void visitWhileReady(Collection<String> failures) {
		var lookedAt = 0L;
		while (true) {
			if (System.nanoTime() - lookedAt > 500_000_000) {
				lookedAt = System.nanoTime();
				if (cluster.get(other, "", "!/health/readiness").status() != 200) {
					return;
				}
			}
			try {
				var answer = cluster.trySend(other, "", "GET", "/posts", null);
				if (answer.status() != 200) {
					failures.add(answer.body());
				}
			}
			catch (IOException e) {
				failures.add(e.toString());
			}
		}
	}
}
