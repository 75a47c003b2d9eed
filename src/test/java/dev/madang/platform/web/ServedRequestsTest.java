package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** The metrics of requests have the names and tags that Spring's observation of requests gives them. */
@MadangTest
class ServedRequestsTest {

	@Autowired
	Community community;

	@Autowired
	MeterRegistry registry;

	@Autowired
	ServedRequests served;

	private long count(String method, String uri, String status, String outcome, String error) {
		var timer = registry.find("http.server.requests").tags("method", method, "uri", uri, "status", status, "outcome",
				outcome, "exception", error, "error", error).timer();
		return timer == null ? 0 : timer.count();
	}

	private void isCounted(Runnable request, String method, String uri, String status, String outcome, String error) {
		var before = count(method, uri, status, outcome, error);
		request.run();
		await().untilAsserted(() -> assertThat(count(method, uri, status, outcome, error)).isGreaterThan(before));
	}

	@Test
	void aRequestIsCountedByItsRoute() {
		var guest = community.anybody();
		isCounted(() -> guest.get("/posts"), "GET", "/api/v1/posts", "200", "SUCCESS", "none");
		isCounted(() -> guest.get("/posts/999999999"), "GET", "/api/v1/posts/{id}", "404", "CLIENT_ERROR", "none");
		isCounted(() -> guest.header("Accept", "text/html").get("!/p/999999999"), "GET", "/p/{id}", "404", "CLIENT_ERROR",
				"none");
		isCounted(() -> guest.get("/nothing-here"), "GET", "/**", "404", "CLIENT_ERROR", "none");
		isCounted(() -> guest.delete("/posts"), "DELETE", "UNKNOWN", "405", "CLIENT_ERROR", "none");
		isCounted(() -> guest.form("!/login", ""), "POST", "UNKNOWN", "403", "CLIENT_ERROR", "MissingCsrfTokenException");
		isCounted(() -> guest.send("MADE", "/posts", null, "x"), "UNKNOWN", "UNKNOWN", "400", "CLIENT_ERROR",
				"RequestRejectedException");
	}

	@Test
	void nothingIsTracedWithoutACollector(@Autowired ObjectProvider<RequestTrace> traces) {
		assertThat(traces.getIfAvailable()).isNull();
	}

	@Test
	void thoseBeingServedAreCounted() {
		var request = new MockHttpServletRequest("PURGE", "/");
		var timer = registry.find("http.server.requests.active");
		var sample = served.begin(request);
		assertThat(timer.tags("method", "UNKNOWN", "uri", "UNKNOWN", "status", "200", "outcome", "SUCCESS", "exception", "none")
				.longTaskTimers()).anyMatch(active -> active.activeTasks() > 0);
		sample.stop();
	}

	@Test
	void anAnswerIsOneWholeOfWhichTheLengthIsKnown() {
		var answer = community.anybody().get("/posts?limit=1");
		assertThat(answer.header("Content-Length"))
				.isEqualTo(String.valueOf(answer.body().getBytes(StandardCharsets.UTF_8).length));
		assertThat(answer.header("Transfer-Encoding")).isEmpty();
	}
}
