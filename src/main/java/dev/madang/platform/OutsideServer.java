package dev.madang.platform;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that Madang can do without. It has a bounded time and size for an answer; where it is slow, down or answers
 * rubbish, nobody waits for it for a while (a circuit breaker), and one call now and then finds out whether it is back.
 */
public final class OutsideServer implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(OutsideServer.class);

	private static final int MOST_BYTES = 8 << 20;

	private final String name;

	private final String key;

	private final Duration within;

	private final JsonMapper mapper = new JsonMapper();

	private final HttpClient http;

	private final CircuitBreaker breaker;

	/**
	 * @param name for the log
	 * @param key sent as a bearer token, or empty
	 * @param within the most that a call may take, all in all
	 */
	public OutsideServer(String name, String key, Duration within) {
		this.name = name;
		this.key = key;
		this.within = within;
		http = HttpClient.newBuilder().connectTimeout(within).followRedirects(HttpClient.Redirect.NEVER).build();
		breaker = CircuitBreaker.of(name,
				CircuitBreakerConfig.custom().slidingWindowSize(4).minimumNumberOfCalls(2).failureRateThreshold(50)
						.waitDurationInOpenState(Duration.ofSeconds(30)).permittedNumberOfCallsInHalfOpenState(1).build());
	}

	/** Posts JSON; empty if there is no usable answer in time, or if the server was found unusable a moment ago. */
	public Optional<JsonNode> post(URI address, Object body) {
		return RequestMemory.aside(() -> answer(address, body));
	}

	private Optional<JsonNode> answer(URI address, Object body) {
		if (!breaker.tryAcquirePermission()) {
			return Optional.empty();
		}
		var begun = System.nanoTime();
		try {
			var answer = mapper.readTree(send(address, mapper.writeValueAsString(body)));
			breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
			return Optional.of(answer);
		}
		catch (TimeoutException | ExecutionException | JacksonException e) {
			fail(begun, e);
			return Optional.empty();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			fail(begun, e);
			return Optional.empty();
		}
	}

	private void fail(long begun, Exception e) {
		breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
		LOG.warn("{} is of no use at the moment: {}", name, e.toString());
	}

	private String send(URI address, String json) throws TimeoutException, ExecutionException, InterruptedException {
		var request = HttpRequest.newBuilder(address).header("Content-Type", "application/json")
				.header("Accept", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
		if (!key.isEmpty()) {
			request.header("Authorization", "Bearer " + key);
		}
		var sent = http.sendAsync(request.build(),
				HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
		try {
			var response = sent.get(within.toMillis(), TimeUnit.MILLISECONDS);
			if (response.statusCode() != 200) {
				throw new ExecutionException(new IllegalStateException("it answered " + response.statusCode()));
			}
			return response.body();
		}
		finally {
			sent.cancel(true);
		}
	}

	@Override
	public void close() {
		http.shutdownNow();
	}
}
