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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.madang.testing.Aside;
import dev.madang.testing.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A node that ends beside one that stays. */
@Aside
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainTest {

	@TempDir
	static Path folder;

	private TestCluster cluster;

	private Program stays;

	@BeforeAll
	void start() throws Exception {
		cluster = new TestCluster("drain", folder);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		stays = cluster.node("stays", Map.of());
		stays.awaitReady();
	}

	@AfterAll
	void stop() {
		cluster.close();
	}

	private Program another(String name) throws Exception {
		var node = cluster.node(name, Map.of());
		node.awaitReady();
		return node;
	}

	/** A connection that is kept, as a proxy keeps its own. */
	private static final class Kept implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader answers;

		Kept(Program node) throws IOException {
			socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
			socket.setSoTimeout(20_000);
			answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
		}

		/** The lines of the answer's head; its body is empty. */
		List<String> ask() throws IOException {
			socket.getOutputStream()
					.write("HEAD /api/v1/posts HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			var head = new ArrayList<String>();
			for (var line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
				head.add(line.toLowerCase(Locale.ROOT));
			}
			return head;
		}

		boolean isAtItsEnd() throws IOException {
			return answers.read() < 0;
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}

	@Test
	void eachConnectionClosesAfterItsAnswer() throws Exception {
		var ends = another("closes");
		try (var kept = new Kept(ends); var idle = new Kept(ends)) {
			assertThat(kept.ask()).contains("http/1.1 200 ").doesNotContain("connection: close");
			assertThat(idle.ask()).doesNotContain("connection: close");
			ends.terminate();
			await().pollInterval(Duration.ofMillis(50))
					.until(() -> cluster.get(ends, "", "!/health/readiness").status() == 503);
			assertThat(kept.ask()).as("one that was kept").contains("http/1.1 200 ", "connection: close");
			assertThat(kept.isAtItsEnd()).isTrue();
			try (var fresh = new Kept(ends)) {
				assertThat(fresh.ask()).as("a new one").contains("http/1.1 200 ", "connection: close");
				assertThat(fresh.isAtItsEnd()).isTrue();
			}
			assertThat(idle.isAtItsEnd()).as("one on which nobody asked, at last").isTrue();
		}
		assertThat(ends.exit()).isEqualTo(143);
		try (var other = new Kept(stays)) {
			assertThat(other.ask()).doesNotContain("connection: close");
		}
	}

	@Test
	void whoWasOnASocketThereGoesOnElsewhereAndMissesNothing() throws Exception {
		var ends = another("sockets");
		var speaker = cluster.aMember("member");
		var listeners = IntStream.range(0, 6).mapToObj(i -> cluster.aMember("member")).toList();
		var room = cluster
				.room(IntStream.range(-1, 6).mapToObj(i -> i < 0 ? speaker : listeners.get(i)).toArray(String[]::new));
		try (var proxy = new RoundRobin(cluster, ends, stays)) {
			var clients = listeners.stream().map(name -> new ComesBack(proxy::next, "madang_" + name, room)).toList();
			await().until(() -> clients.stream().allMatch(client -> client.on() != null));
			var there = clients.stream().filter(client -> client.on() == ends).toList();
			assertThat(there).as("clients whose node will end").isNotEmpty();
			var said = 0;
			while (said < 20 || isAlive(ends) || said % 20 != 0) {
				said++;
				assertThat(cluster.send(proxy.next(), "madang_" + speaker, "POST", "/chat/rooms/" + room + "/messages",
						Map.of("body", "말 " + said, "clientId", "c" + said)).status()).isEqualTo(201);
				if (said == 20) {
					ends.terminate();
				}
			}
			var all = LongStream.rangeClosed(1, said).boxed().toList();
			assertThat(said).as("messages while it ended").isGreaterThan(30);
			assertThat(clients).allSatisfy(client -> {
				await().untilAsserted(() -> assertThat(client.heard()).isEqualTo(all));
				assertThat(client.on()).isSameAs(stays);
				assertThat(client.codes()).isEqualTo(there.contains(client) ? List.of(1001) : List.of());
			});
		}
	}

	private boolean isAlive(Program node) {
		try (var _ = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
			return true;
		}
		catch (IOException gone) {
			return false;
		}
	}
}
