package dev.madang.chat.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings of Pulsar can be. */
class PulsarPropertiesTest {

	@ParameterizedTest
	@ValueSource(strings = { "url=pulsar://broker", "url=pulsar+ssl://a:6651,b:6651", "url=pulsar://127.0.0.1:6650/",
			"namespace=community/chat", "prefix=", "within=500ms", "partitions=1", "admin-url=https://broker:8443" })
	void takesSettingsThatCanBe(String setting) {
		assertThat(with(setting).topic()).endsWith("chat");
	}

	@ParameterizedTest
	@ValueSource(strings = { "url=", "url=http://broker:8080", "url=broker:6650", "url=pulsar://user@broker",
			"token=two words", "certificates=/nowhere.pem", "namespace=default", "prefix=a/b", "admin-url=broker:8080",
			"partitions=0", "partitions=1000", "within=1ms" })
	void refusesSettingsThatCannotBe(String setting) {
		assertThatThrownBy(() -> with(setting)).rootCause().message().contains("madang.pulsar." + setting.split("=", -1)[0]);
	}

	private static PulsarProperties with(String setting) {
		var settings = new HashMap<>(Map.of("madang.pulsar.url", "pulsar://localhost:6650"));
		settings.put("madang.pulsar." + setting.split("=", -1)[0], setting.split("=", -1)[1]);
		return PulsarNode.properties(settings);
	}
}
