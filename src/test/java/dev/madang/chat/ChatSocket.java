package dev.madang.chat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.madang.testing.Community.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One client's socket: what it says, and what it hears, in order. */
public final class ChatSocket implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final JsonMapper JSON = new JsonMapper();

	private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final WebSocket socket;

	private final StringBuilder pieces = new StringBuilder();

	private ChatSocket(int port, Map<String, String> headers) {
		var builder = HTTP.newWebSocketBuilder().subprotocols("madang.v1");
		headers.forEach(builder::header);
		socket = builder.buildAsync(URI.create("ws://localhost:" + port + "/api/v1/socket"), new WebSocket.Listener() {

			@Override
			public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
				pieces.append(text);
				if (last) {
					heard.add(JSON.readTree(pieces.toString()));
					pieces.setLength(0);
				}
				from.request(1);
				return null;
			}

			@Override
			public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
				closed.complete(code);
				return null;
			}

			@Override
			public void onError(WebSocket from, Throwable error) {
				closed.complete(1006);
			}
		}).join();
	}

	/** One that has not said anything. */
	static ChatSocket open(Person person, Map<String, String> headers) {
		return new ChatSocket(person.client().port(), headers);
	}

	/** One that has said hello by its token, and was welcomed; {@code rooms} as in the hello. */
	static ChatSocket of(Person person, Map<String, ?> rooms) {
		var socket = open(person, Map.of());
		socket.say(Map.of("type", "hello", "token", person.client().token(), "rooms", rooms));
		return socket;
	}

	public static ChatSocket of(Person person) {
		var socket = of(person, Map.of());
		socket.next("welcome");
		return socket;
	}

	void say(Map<String, ?> frame) {
		text(JSON.writeValueAsString(frame));
	}

	void text(String text) {
		socket.sendText(text, true).join();
	}

	/** Says the same over and over, until the server has enough. */
	void flood(String text, int most) {
		var open = true;
		for (int i = 0; i < most && open; i++) {
			open = socket.sendText(text, true).handle((sent, closed) -> closed == null).join();
		}
	}

	WebSocket socket() {
		return socket;
	}

	void send(long room, String body, String clientId) {
		say(Map.of("type", "send", "room", room, "body", body, "clientId", clientId));
	}

	/** The next frame, whatever it is. */
	private JsonNode any() {
		try {
			var frame = heard.poll(10, TimeUnit.SECONDS);
			if (frame == null) {
				throw new AssertionError("nothing was heard" + (closed.isDone() ? ", closed with " + closed.join() : ""));
			}
			return frame;
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}

	/** The next frame of the rooms; notifications, which may come at any time, are passed over. */
	JsonNode next() {
		return next(type -> !type.equals("notification"));
	}

	/** The next frame of a type; others before it are passed over. */
	public JsonNode next(String type) {
		return next(type::equals);
	}

	/** The next message, or change of one; who reads, types or enters is passed over. */
	JsonNode nextSaid() {
		return next(Set.of("message", "edited", "deleted")::contains);
	}

	private JsonNode next(Predicate<String> types) {
		for (var frame = any();; frame = any()) {
			if (types.test(frame.at("/type").asString())) {
				return frame;
			}
		}
	}

	/** The seqs of the next messages. */
	List<Long> seqs(int count) {
		return Stream.generate(() -> next("message").at("/seq").asLong()).limit(count).toList();
	}

	boolean isClosed() {
		return closed.isDone();
	}

	/** The code with which it was closed. */
	int closed() {
		return closed.orTimeout(10, TimeUnit.SECONDS).join();
	}

	/** Goes away without a word, as a phone does. */
	void cut() {
		socket.abort();
	}

	@Override
	public void close() {
		socket.abort();
	}
}
