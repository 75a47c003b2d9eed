package dev.madang.tagging.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;

import dev.madang.platform.OutsideServer;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a server that answers well, slowly, not at all, or rubbish. */
class AnalyzeTagsTest {

	private final StubServer server = new StubServer();

	private final AnalyzeTags tags = new AnalyzeTags(
			new OutsideServer(FaultyProxy.engine("stub", Duration.ofMillis(300)), "", Duration.ofMillis(300)),
			URI.create(server.address() + "/analyze"));

	@AfterEach
	void stop() {
		tags.close();
		server.close();
	}

	@Test
	void readsTheTags() {
		server.answers(body -> {
			assertThat(body).contains("\"title\":\"제목\"").contains("\"content\":\"글\"");
			return "{\"tags\":[\"독서\",\"에세이\",7]}";
		});
		assertThat(tags.tags("제목", "글")).containsExactly("독서", "에세이");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rubbish", "[]", "{\"tags\":\"독서\"}", "{\"tags\":{}}", "null" })
	void rubbishIsNoTags(String said) {
		server.answers(body -> said);
		assertThat(tags.tags("제목", "글")).isEmpty();
	}

	@Test
	void nobodyWaitsForAServerThatHangs() {
		server.hangs();
		assertThat(tags.tags("제목", "글")).isEmpty();
		assertThat(tags.tags("제목", "글")).isEmpty();
		var asked = server.asked();
		for (int i = 0; i < 20; i++) {
			assertThat(tags.tags("제목", "글")).isEmpty();
		}
		assertThat(server.asked()).as("asked while the breaker is open").isEqualTo(asked);
	}

	@Test
	void aServerThatIsDownIsNoTags() {
		server.close();
		assertThat(tags.tags("제목", "글")).isEmpty();
	}
}
