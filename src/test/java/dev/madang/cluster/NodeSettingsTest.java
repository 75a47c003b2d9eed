package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Of settings, nodes tell each other whether they are the same, and not what they are. */
@Aside
class NodeSettingsTest {

	private static Map<String, String> of(String... settings) {
		var environment = new MockEnvironment().withProperty("spring.datasource.password", "of the database");
		for (int i = 0; i < settings.length; i += 2) {
			environment.setProperty(settings[i], settings[i + 1]);
		}
		return new NodeSettings(environment, JsonMapper.shared()).hashes();
	}

	@Test
	void whatIsTheSameIsTheSameInEachForm() {
		var one = of("madang.url", "https://madang.example/", "madang.redis.url", "redis://:one@cache:6379/0",
				"madang.kafka.bootstrap-servers", "a:9092,b:9092", "madang.kafka.consume[0]", "orders",
				"madang.oidc.google.client-id", "id", "madang.oidc.google.client-secret", "secret");
		var other = of("madang.oidc.google.client-secret", "secret", "madang.oidc.google.client-id", "id", "madang.url",
				"https://madang.example", "madang.redis.url", "redis://user:other@cache:6379/0",
				"madang.kafka.bootstrap-servers", "b:9092", "madang.kafka.consume", "orders");
		assertThat(NodeSettings.differing(one, other)).isEmpty();
		assertThat(one).containsKeys("madang.oidc", "madang.kafka.consume", "madang.redis.url");
	}

	@Test
	void whatDiffersIsNamedInOrder() {
		assertThat(NodeSettings.differing(of("madang.url", "https://a", "madang.zone", "Asia/Seoul", "madang.worker", "off"),
				of("madang.url", "https://b", "madang.redis.url", "redis://cache", "madang.zone", "Asia/Seoul")))
				.containsExactly("madang.redis.url", "madang.url");
	}

	@Test
	void aSecretIsHashedWithThePasswordOfTheDatabaseOrNotAtAll() {
		var settings = Map.<String, Object>of("madang.mail.password", "hunter2", "madang.url", "https://a");
		var without = new MockEnvironment();
		settings.forEach((name, value) -> without.setProperty(name, value.toString()));
		assertThat(new NodeSettings(without, JsonMapper.shared()).hashes()).doesNotContainKey("madang.s3.secret-key")
				.containsKeys("madang.url",
						"madang.database.password");
		var with = new MockEnvironment().withProperty("spring.datasource.password", "another");
		settings.forEach((name, value) -> with.setProperty(name, value.toString()));
		var others = new NodeSettings(with, JsonMapper.shared()).hashes();
		assertThat(NodeSettings.differing(of("madang.url", "https://b"), others)).as("cannot be compared")
				.containsExactly("madang.database.password");
		var hash = others.get("madang.mail.password");
		assertThat(hash).hasSize(16).isNotEqualTo(of("madang.mail.password", "hunter2").get("madang.mail.password"));
	}

	@Test
	void theSettingsThatAreNamedExist() throws IOException {
		var known = Pattern.compile("(?m)^\\| `(madang\\.[a-z0-9.-]+)`").matcher(Files.readString(Path.of("docs/settings.md")))
				.results().map(match -> match.group(1)).toList();
		assertThat(known).containsAll(NodeSettings.SAME).containsAll(NodeSettings.OWN);
		assertThat(NodeSettings.SAME).doesNotContainAnyElementsOf(NodeSettings.OWN);
	}

	@ParameterizedTest
	@CsvSource({ "madang.cluster,true,on", "madang.zone,Asia/Seoul,", "madang.redis.prefix,madang:,", "madang.s3.prefix,'',",
			"madang.redis.url,redis://h:6379/0,redis://:word@h", "madang.redis.within,200ms,PT0.2S" })
	void oneValueInTwoWordsIsTheSame(String name, String some, String other) {
		assertThat(NodeSettings.differing(of(name, some), other == null ? of() : of(name, other))).isEmpty();
	}
}
