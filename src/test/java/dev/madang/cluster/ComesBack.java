package dev.madang.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.madang.testing.Program;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A client of chat in one room: when its socket is closed it comes back, to whichever node it is led to, and says up to where it knows the room. */
final class ComesBack {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Supplier<Program> where;

	private final String token;

	private final String room;

	private final List<Long> heard = new CopyOnWriteArrayList<>();

	private final List<Integer> codes = new CopyOnWriteArrayList<>();

	private volatile String epoch = "";

	private volatile @Nullable Program on;

	ComesBack(Supplier<Program> where, String token, long room) {
		this.where = where;
		this.token = token;
		this.room = String.valueOf(room);
		come();
	}

	/** The numbers of the room's messages, as they came. */
	List<Long> heard() {
		return heard;
	}

	/** With which codes its sockets were closed. */
	List<Integer> codes() {
		return codes;
	}

	/** The node that has welcomed it last. */
	@Nullable
	Program on() {
		return on;
	}

	private void come() {
		Awaitility.await().ignoreExceptions().until(this::isWelcome);
	}

	private boolean isWelcome() throws Exception {
		var node = where.get();
		var line = new Line(node);
		var socket = http.newWebSocketBuilder().subprotocols("madang.v1")
				.buildAsync(URI.create(node.address().replace("http:", "ws:") + "/api/v1/socket"), line)
				.get(10, TimeUnit.SECONDS);
		var known = heard.isEmpty() ? Map.of() : Map.of(room, Map.of("epoch", epoch, "seq", heard.getLast()));
		socket.sendText(JSON.writeValueAsString(Map.of("type", "hello", "token", token, "rooms", known)), true)
				.get(10, TimeUnit.SECONDS);
		return true;
	}

	private final class Line implements WebSocket.Listener {

		private final StringBuilder part = new StringBuilder();

		private final Program node;

		Line(Program node) {
			this.node = node;
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			part.append(data);
			if (last) {
				hear(part.toString());
				part.setLength(0);
			}
			socket.request(1);
			return null;
		}

		private void hear(String text) {
			var frame = JSON.readTree(text);
			switch (frame.at("/type").asString()) {
				case "welcome" -> {
					epoch = frame.at("/rooms/" + room + "/epoch").asString();
					on = node;
				}
				case "message" -> heard.add(frame.at("/seq").asLong());
				default -> {
				}
			}
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			codes.add(status);
			Thread.startVirtualThread(ComesBack.this::come);
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			onClose(socket, 1006, "");
		}
	}
}
