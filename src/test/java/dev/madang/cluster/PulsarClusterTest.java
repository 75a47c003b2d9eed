package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.madang.testing.Program;
import dev.madang.testing.TestPulsar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that tell each other by Pulsar. */
@Tag("engines")
class PulsarClusterTest {

	@TempDir
	Path folder;

	@Test
	void aMessageOfOneReachesASocketOfTheOtherAlsoAfterItWasKilled() throws Exception {
		try (var cluster = new TestCluster("cluster_pulsar", folder)) {
			var settings = new HashMap<String, String>();
			TestPulsar.shared().settings()
					.forEach((name, value) -> settings.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""),
							value));
			var one = cluster.node("one", settings);
			one.awaitReady();
			var other = cluster.node("other", settings);
			other.awaitReady();
			var speaker = cluster.aMember("member");
			var reader = cluster.aMember("member");
			var room = cluster.room(speaker, reader);
			for (var node : new Program[]{ one, other }) {
				await().atMost(Duration.ofSeconds(30)).until(() -> cluster.get(node, "", "!/health").json()
						.at("/components/pulsar/status").asString().equals("UP"));
			}
			hears(cluster, one, other, speaker, reader, room, "가는 말");
			hears(cluster, other, one, speaker, reader, room, "오는 말");
			other.kill();
			other.start();
			other.awaitReady();
			hears(cluster, one, other, speaker, reader, room, "다시 가는 말");
			assertThat(cluster.get(one, "", "!/metrics").body()).as("Pulsar has carried it")
					.containsPattern(
							"madang_engine_calls_seconds_count\\{.*engine=\"pulsar\".*outcome=\"answered\".*\\} [1-9]");
		}
	}

	private static void hears(TestCluster cluster, Program from, Program to, String speaker, String reader, long room,
			String text)
			throws Exception {
		var listener = new Listener(to, "madang_" + reader);
		assertThat(cluster.send(from, "madang_" + speaker, "POST", "/chat/rooms/" + room + "/messages",
				Map.of("body", text, "clientId", text)).status()).isEqualTo(201);
		await().atMost(Duration.ofSeconds(10)).until(() -> listener.hasHeard(text));
	}
}
