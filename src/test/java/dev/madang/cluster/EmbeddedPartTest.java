package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.home.StartFailure;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

/** What a node of a cluster may not keep for itself. */
@Aside
class EmbeddedPartTest {

	@ParameterizedTest
	@CsvSource({ "madang.redis.url,madang.s3.bucket,pictures", "madang.s3.bucket,madang.mail.host,emails" })
	void eachIsNamedWithItsSetting(String set, String missing, String part) {
		assertThatExceptionOfType(StartFailure.class)
				.isThrownBy(() -> EmbeddedPart.refuseAll(new MockEnvironment().withProperty(set, "x"), without -> ""))
				.withMessageContaining(part).withMessageEndingWith("Set " + missing + ".");
	}

	@Test
	void limitsNeedRedisAndNothingElseIsMissing() {
		var environment = new MockEnvironment().withProperty("madang.s3.bucket", "x");
		assertThatExceptionOfType(StartFailure.class)
				.isThrownBy(() -> EmbeddedPart.refuseAll(environment, host -> "smtp.example"))
				.withMessageContaining("limits").withMessageEndingWith("Set madang.redis.url.");
		environment.withProperty("madang.redis.url", "redis://cache");
		assertThatCode(() -> EmbeddedPart.refuseAll(environment, host -> "smtp.example")).doesNotThrowAnyException();
	}
}
