package dev.madang.chat.socket;

import java.nio.charset.StandardCharsets;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/** One socket as the container knows it. Text comes in pieces, so that no buffer must have room for the longest. */
final class SocketEndpoint extends Endpoint {

	/** Bytes of a frame, as the contract has it. */
	private static final int LONGEST = 64 << 10;

	private final Sockets.Entry entry;

	private final StringBuilder pieces = new StringBuilder(0);

	private int bytes;

	private @Nullable Connection connection;

	SocketEndpoint(Sockets.Entry entry) {
		this.entry = entry;
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
		var opened = entry.open(session);
		connection = opened;
		session.addMessageHandler(String.class, (MessageHandler.Partial<String>) (piece, last) -> heard(opened, piece, last));
		session.addMessageHandler(byte[].class,
				(MessageHandler.Partial<byte[]>) (piece, last) -> opened.close(CloseCode.NOT_TEXT));
		session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> opened.heard());
	}

	private void heard(Connection from, String piece, boolean last) {
		if (from.isOver()) {
			return;
		}
		bytes += piece.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > LONGEST) {
			pieces.setLength(0);
			from.close(CloseCode.TOO_LARGE);
			return;
		}
		if (last) {
			bytes = 0;
		}
		if (last && pieces.isEmpty()) {
			entry.take(from, piece);
			return;
		}
		pieces.append(piece);
		if (last) {
			var whole = pieces.toString();
			pieces.setLength(0);
			pieces.trimToSize();
			entry.take(from, whole);
		}
	}

	@Override
	public void onClose(Session session, CloseReason reason) {
		if (connection != null) {
			entry.close(connection);
		}
	}

	@Override
	public void onError(Session session, Throwable thrown) {
		if (connection != null) {
			entry.failed(connection, thrown);
		}
	}
}
