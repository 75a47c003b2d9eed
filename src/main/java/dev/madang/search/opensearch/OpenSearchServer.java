package dev.madang.search.opensearch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import dev.madang.platform.Certificates;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.engine.Engine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What OpenSearch is asked and told, in JSON over HTTP. What takes too long, and what is no answer, counts as a failure of it. */
final class OpenSearchServer implements AutoCloseable {

	/** An answer of whoever is there, also that there is no such thing (404), or not like this (400, 409). */
	record Answer(int status, JsonNode body) {

		boolean isFound() {
			return status < 300;
		}
	}

	private static final int MOST_BYTES = 64 << 20;

	/** Bulks, refreshes and new indexes take their time. */
	private static final Duration WRITING = Duration.ofSeconds(30);

	private static final Pattern GONE = Pattern
			.compile(
					"index_not_found|shard_not_found|illegal_index_shard_state|already_closed|no_shard_available|\"failed_shards\":\\[\\]");

	private static final int LEAST_VERSION = 3;

	private final String url;

	private final Duration within;

	private final String authorization;

	private final HttpClient http;

	private final JsonMapper mapper = new JsonMapper();

	private final Engine engine;

	private volatile boolean isKnown;

	/** @param engines makes the engine of a probe */
	OpenSearchServer(OpenSearchProperties properties, Function<Engine.Work<Boolean>, Engine> engines) {
		url = String.valueOf(properties.url());
		within = properties.within();
		authorization = properties.user().isEmpty()
				? ""
				: "Basic " + Base64.getEncoder().encodeToString(
						(properties.user() + ":" + properties.password()).getBytes(StandardCharsets.UTF_8));
		var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(within)
				.executor(Executors.newVirtualThreadPerTaskExecutor()).followRedirects(HttpClient.Redirect.NEVER);
		if (properties.certificates() != null) {
			try {
				var context = SSLContext.getInstance("TLS");
				context.init(null, Certificates.trusting("madang.opensearch.certificates", properties.certificates()), null);
				builder.sslContext(context);
			}
			catch (GeneralSecurityException e) {
				throw new IllegalStateException("every Java has TLS", e);
			}
		}
		http = builder.build();
		engine = engines.apply(this::probe);
	}

	/** Calls that take so long count as failures. */
	static Duration slow() {
		return WRITING;
	}

	Engine engine() {
		return engine;
	}

	/** Finds out whether it is there, and one that can be used. */
	boolean probe() throws Exception {
		var root = send("GET", "/", null, within).body();
		var version = root.path("version");
		var number = version.path("number").asString("");
		if (!"opensearch".equals(version.path("distribution").asString("")) || !number.matches("\\d+\\..*")) {
			throw new IOException("there is no OpenSearch at madang.opensearch.url");
		}
		if (Integer.parseInt(number.substring(0, number.indexOf('.'))) < LEAST_VERSION) {
			throw new IOException("OpenSearch " + number + " is at madang.opensearch.url, and 3.0 or later is needed");
		}
		isKnown = true;
		return true;
	}

	Answer get(String path) {
		return ask("GET", path, null, within);
	}

	/** Asks for something that does not take long. */
	Answer ask(String path, Object body) {
		return ask("POST", path, json(body), within);
	}

	/** Tells it something. */
	Answer tell(String method, String path, @Nullable Object body) {
		return ask(method, path, body == null ? null : json(body), WRITING);
	}

	/**
	 * Searches at once, each as {@code _search} takes it.
	 *
	 * @throws IndexGone if there is no such index any more
	 */
	List<JsonNode> search(String index, int preference, List<? extends Map<String, ?>> searches) {
		var lines = new StringBuilder();
		for (var search : searches) {
			// whoever asks the same again, as for the next page, is to be scored by the same copies
			lines.append("{\"preference\":\"q").append(preference).append("\",\"search_type\":\"dfs_query_then_fetch\"}\n")
					.append(json(search)).append('\n');
		}
		var found = aside(() -> {
			var answer = send("POST", "/" + index + "/_msearch", lines.toString(), within);
			var all = answer.body().path("responses").valueStream().toList();
			for (var each : all) {
				if (isIncomplete(each) && !isOfNoIndex(each)) {
					throw new IOException("it could not search: " + each);
				}
			}
			if (answer.isFound() && all.size() != searches.size()) {
				throw new IOException("it did not answer all that it was asked");
			}
			return all;
		});
		if (found.size() != searches.size() || found.stream().anyMatch(OpenSearchServer::isOfNoIndex)) {
			throw new IndexGone();
		}
		return found;
	}

	private static boolean isIncomplete(JsonNode answer) {
		return answer.path("status").asInt() >= 429 || answer.path("_shards").path("failed").asInt() > 0
				|| answer.path("timed_out").asBoolean(false);
	}

	/** Whether the index was removed, perhaps while it was looked through. */
	private static boolean isOfNoIndex(JsonNode answer) {
		return answer.path("status").asInt() == 404 || isIncomplete(answer) && Stream
				.concat(Stream.of(answer.path("error")), answer.path("_shards").path("failures").valueStream())
				.anyMatch(why -> GONE.matcher(why.toString()).find());
	}

	/** Sends lines as {@code _bulk} takes them; returns what became of each. */
	List<JsonNode> bulk(String index, String lines) {
		return aside(() -> {
			var items = send("POST", "/" + index + "/_bulk", lines, WRITING).body().path("items").valueStream()
					.map(item -> item.valueStream().findFirst().orElseThrow()).toList();
			for (var item : items) {
				var status = item.path("status").asInt();
				if (status == 403 || status >= 429) {
					throw new IOException("it does not take changes: " + item.path("error").path("reason").asString(""));
				}
			}
			return items;
		});
	}

	private Answer ask(String method, String path, @Nullable String body, Duration most) {
		return aside(() -> send(method, path, body, most));
	}

	private <T> T aside(Engine.Work<T> work) {
		return RequestMemory.aside(() -> engine.call(() -> {
			if (!isKnown) {
				probe();
			}
			return work.run();
		}));
	}

	private String json(Object body) {
		return mapper.writeValueAsString(body);
	}

	private Answer send(String method, String path, @Nullable String body, Duration most) throws Exception {
		var request = HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "application/json")
				.header("Content-Type",
						path.endsWith("_bulk") || path.endsWith("_msearch") ? "application/x-ndjson" : "application/json")
				.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (!authorization.isEmpty()) {
			request.header("Authorization", authorization);
		}
		var sent = http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
		try {
			var response = sent.get(most.toMillis(), TimeUnit.MILLISECONDS);
			var status = response.statusCode();
			if (status == 401 || status == 403) {
				throw new IOException("it refuses madang.opensearch.user and .password (" + status + ")");
			}
			if (status >= 429) {
				throw new IOException("it answered " + status);
			}
			return new Answer(status, mapper.readTree(response.body()));
		}
		catch (ExecutionException e) {
			for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
				if (cause instanceof SSLException) {
					throw new IOException("madang.opensearch.certificates has none for it: " + cause.getMessage(), e);
				}
			}
			throw e.getCause() instanceof Exception cause ? cause : e;
		}
		catch (TimeoutException e) {
			throw (TimeoutException) new TimeoutException("no answer within " + most.toMillis() + " ms").initCause(e);
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
