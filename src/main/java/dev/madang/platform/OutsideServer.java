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

import dev.madang.platform.engine.Engine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that Madang can do without. It has a bounded time and size for an answer; where it is slow, down or answers
 * rubbish, nobody waits for it for a while, and one call now and then finds out whether it is back.
 */
public final class OutsideServer implements AutoCloseable {

	private static final int MOST_BYTES = 8 << 20;

	private final Engine engine;

	private final String key;

	private final Duration within;

	private final JsonMapper mapper = new JsonMapper();

	private final HttpClient http;

	/**
	 * @param key sent as a bearer token, or empty
	 * @param within the most that a call may take, all in all
	 */
	public OutsideServer(Engine engine, String key, Duration within) {
		this.engine = engine;
		this.key = key;
		this.within = within;
		http = HttpClient.newBuilder().connectTimeout(within).followRedirects(HttpClient.Redirect.NEVER).build();
	}

	/** Posts JSON; empty if there is no usable answer in time, or if the server was found unusable a moment ago. */
	public Optional<JsonNode> post(URI address, Object body) {
		return RequestMemory.aside(
				() -> engine.tried(() -> mapper.readTree(send(address, mapper.writeValueAsString(body)))));
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
