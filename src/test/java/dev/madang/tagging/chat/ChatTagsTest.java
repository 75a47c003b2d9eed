package dev.madang.tagging.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;

import dev.madang.platform.OutsideServer;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChatTagsTest {

	private final JsonMapper mapper = new JsonMapper();

	private final StubServer server = new StubServer();

	private final ChatTags tags = new ChatTags(
			new OutsideServer(FaultyProxy.engine("stub", Duration.ofMillis(500)), "secret", Duration.ofMillis(500)),
			URI.create(server.address() + "/v1/chat/completions"), "small");

	@AfterEach
	void stop() {
		tags.close();
		server.close();
	}

	private String said(String content) {
		return "{\"choices\":[{\"message\":{\"content\":" + mapper.writeValueAsString(content) + "}}]}";
	}

	@Test
	void readsTheListThatAModelWrapsInWords() {
		server.answers(body -> {
			var question = mapper.readTree(body);
			assertThat(question.path("model").asString()).isEqualTo("small");
			assertThat(question.at("/messages/1/content").asString()).contains("제목").contains("글");
			return said("Here you are:\n```json\n[\"독서\", \"에세이\"]\n```");
		});
		assertThat(tags.tags("제목", "글")).containsExactly("독서", "에세이");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "I cannot", "[\"독서\"", "[1, 2]", "[]" })
	void anythingElseIsNoTags(String content) {
		server.answers(body -> said(content));
		assertThat(tags.tags("제목", "글")).isEmpty();
	}
}
