package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What operators and load balancers are told. */
@MadangTest
class HealthTest {

	@Autowired
	Community community;

	@Autowired
	MeterRegistry registry;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	RequestMappingHandlerMapping mappings;

	@Value("${management.metrics.web.server.max-uri-tags}")
	int mostRoutes;

	@Test
	void eachPartSaysHowItIsAndNoMore() {
		var health = community.anybody().get("!/health").json();
		for (var part : List.of("database", "diskSpace", "backgroundJobs", "search", "memory")) {
			assertThat(health.at("/components/" + part + "/status").asString()).as(part).isIn("UP", "DEGRADED");
			assertThat(health.at("/components/" + part + "/details").isMissingNode()).as(part).isTrue();
		}
	}

	@Test
	void readinessAndLivenessDoNotDependOnTheParts() {
		for (var probe : List.of("readiness", "liveness")) {
			var answer = community.anybody().get("!/health/" + probe);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().at("/components/database").isMissingNode()).isTrue();
		}
	}

	@Test
	void metricsHaveRoomForEveryRoute() {
		var routes = mappings.getHandlerMethods().keySet().stream().flatMap(info -> info.getPatternValues().stream()).distinct()
				.count();
		assertThat(mostRoutes).as("and as many again").isGreaterThan(2 * (int) routes);
		for (int i = 0; i < 150; i++) {
			registry.timer("http.server.requests", "uri", "/made-up/" + i, "method", "GET", "status", "200", "outcome",
					"SUCCESS",
					"exception", "none", "error", "none");
		}
		assertThat(registry.find("http.server.requests").tag("uri", "/made-up/149").timers()).isNotEmpty();
	}
}
