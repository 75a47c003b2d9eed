package dev.madang.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the application over HTTP, as somebody. */
@Lazy
public class Client {

	/** What came back. */
	public record Answer(int status, HttpResponse<String> response, JsonMapper mapper) {

		public JsonNode json() {
			return mapper.readTree(response.body());
		}

		public String text(String pointer) {
			return json().at(pointer).asString();
		}

		public String code() {
			return text("/code");
		}

		public long id() {
			return json().at("/id").asLong();
		}

		public String header(String name) {
			return response.headers().firstValue(name).orElse("");
		}

		public String body() {
			return response.body();
		}
	}

	/** One for everybody: each has threads and connections of its own. */
	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper mapper;

	private final int port;

	private final String token;

	private final Map<String, String> headers;

	@Autowired
	Client(JsonMapper mapper, @Value("${local.server.port}") int port) {
		this(mapper, port, "", Map.of());
	}

	private Client(JsonMapper mapper, int port, String token, Map<String, String> headers) {
		this.mapper = mapper;
		this.port = port;
		this.token = token;
		this.headers = headers;
	}

	public Client with(String accessToken) {
		return new Client(mapper, port, accessToken, headers);
	}

	public Client header(String name, String value) {
		var more = new HashMap<>(headers);
		more.put(name, value);
		return new Client(mapper, port, token, more);
	}

	public String token() {
		return token;
	}

	public int port() {
		return port;
	}

	public Answer get(String path) {
		return send("GET", path, null, "application/json");
	}

	public Answer delete(String path) {
		return send("DELETE", path, null, "application/json");
	}

	public Answer put(String path) {
		return send("PUT", path, null, "application/json");
	}

	public Answer post(String path, Object body) {
		return send("POST", path, json(body), "application/json");
	}

	public Answer put(String path, Object body) {
		return send("PUT", path, json(body), "application/json");
	}

	public Answer patch(String path, Object body) {
		return send("PATCH", path, json(body), "application/merge-patch+json");
	}

	public Answer form(String path, String body) {
		return send("POST", path, body, "application/x-www-form-urlencoded");
	}

	private String json(Object body) {
		return body instanceof String text ? text : mapper.writeValueAsString(body);
	}

	/** Asks another server, and follows no redirect. */
	public Answer visit(String address) {
		return send(HttpRequest.newBuilder(URI.create(address)));
	}

	/** @param path under /api/v1, or a page where it does not begin so */
	public Answer send(String method, String path, String body, String type) {
		var address = path.startsWith("!") ? path.substring(1) : "/api/v1" + path;
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address)).method(method,
				body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (body != null) {
			request.header("Content-Type", type);
		}
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		headers.forEach(request::header);
		return send(request);
	}

	/** All of it, but nothing of a stream, which has no end while the program runs. */
	private static BodySubscriber<String> body(ResponseInfo info) {
		return info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
				? BodySubscribers.mapping(BodySubscribers.ofInputStream(), open -> "")
				: BodyHandlers.ofString().apply(info);
	}

	/** Sends a file; a path under /api/v1, or a page where it does not begin so. */
	public Answer put(String path, byte[] file, String type) {
		var address = path.startsWith("!") ? path.substring(1) : "/api/v1" + path;
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address)).header("Content-Type", type)
				.PUT(BodyPublishers.ofByteArray(file));
		headers.forEach(request::header);
		return send(request);
	}

	/** Sends a form's fields and one file, as a browser does without script. */
	public Answer form(String path, Map<String, String> fields, String file, byte[] content) {
		var body = new ByteArrayOutputStream();
		fields.forEach((name, value) -> body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"" + name
				+ "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
		body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"" + file
				+ "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
		body.writeBytes(content);
		body.writeBytes("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path.substring(1)))
				.header("Content-Type", "multipart/form-data; boundary=limit")
				.POST(BodyPublishers.ofByteArray(body.toByteArray()));
		headers.forEach(request::header);
		return send(request);
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			var response = HTTP.send(request.build(), Client::body);
			return new Answer(response.statusCode(), response, mapper);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}
}
