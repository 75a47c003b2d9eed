package dev.madang.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingPropertiesTest {

	@Test
	void tracesAreSentWhereACollectorTakesThem() {
		for (var url : new String[]{ "http://c:4318", "http://c:4318/", "http://c:4318/v1/traces" }) {
			assertThat(new TracingProperties(URI.create(url), 1).endpoint()).isEqualTo("http://c:4318/v1/traces");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "collector:4318", "grpc://c:4317", "http:nothing", "/v1/traces" })
	void whatIsNoUrlIsRefused(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TracingProperties(URI.create(url), 1))
				.withMessageContaining("madang.otlp.url");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void whatIsNoShareIsRefused(double sampled) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TracingProperties(URI.create("http://c:4318"), sampled))
				.withMessageContaining("madang.otlp.sampled");
	}
}
