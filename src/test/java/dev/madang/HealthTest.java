package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators and load balancers are told. */
@MadangTest
class HealthTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

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
			statements.take();
			var answer = community.anybody().get("!/health/" + probe);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().at("/components/database").isMissingNode()).isTrue();
			assertThat(statements.take()).isEmpty();
		}
	}
}
