package dev.madang.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import dev.madang.testing.Program;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A socket of chat on a node, which hears what is said to it and how it is closed. */
final class Listener implements WebSocket.Listener {

	private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

	private final StringBuilder part = new StringBuilder();

	private volatile int code;

	/** It has said hello and was welcomed. */
	Listener(Program node, String token) throws Exception {
		this(node.address().replace("http://", ""), token);
	}

	/** Of a proxy. */
	Listener(String host, String token) throws Exception {
		var socket = HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("madang.v1")
				.buildAsync(URI.create("ws://" + host + "/api/v1/socket"), this).get(20, TimeUnit.SECONDS);
		socket.sendText(new JsonMapper().writeValueAsString(Map.of("type", "hello", "token", token, "rooms", Map.of())), true)
				.get(20, TimeUnit.SECONDS);
		Awaitility.await().until(() -> hasHeard("welcome"));
	}

	boolean hasHeard(String text) {
		return heard.stream().anyMatch(frame -> frame.contains(text));
	}

	/** With which code it was closed; 0 while it is open. */
	int code() {
		return code;
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		part.append(data);
		if (last) {
			heard.add(part.toString());
			part.setLength(0);
		}
		socket.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
		code = status;
		return null;
	}
}
