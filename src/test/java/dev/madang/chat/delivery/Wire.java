package dev.madang.chat.delivery;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A connection that can be ill-mannered, as a library's cannot: it takes only what is asked for, has a small buffer before which the
 * server waits, and ends without a word.
 */
final class Wire implements AutoCloseable {

	/** The server closed it, with a code. */
	static final class Closed extends IOException {

		private static final long serialVersionUID = 1;

		private final int code;

		private Closed(int code) {
			super("closed with " + code);
			this.code = code;
		}

		int code() {
			return code;
		}
	}

	private static final int SMALL = 8 << 10;

	private static final int TIMEOUT = 10_000;

	private final Socket socket = new Socket();

	private byte[] buffer = new byte[SMALL];

	private int filled;

	private final ByteArrayOutputStream text = new ByteArrayOutputStream();

	Wire(int port) throws IOException {
		socket.setReceiveBufferSize(SMALL);
		socket.setTcpNoDelay(true);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT);
		socket.setSoTimeout(TIMEOUT);
		socket.getOutputStream().write("""
				GET /api/v1/socket HTTP/1.1\r
				Host: localhost:%d\r
				Upgrade: websocket\r
				Connection: Upgrade\r
				Sec-WebSocket-Version: 13\r
				Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
				Sec-WebSocket-Protocol: madang.v1\r
				\r
				""".formatted(port).getBytes(StandardCharsets.US_ASCII));
		var head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			var next = socket.getInputStream().read();
			if (next < 0) {
				throw new EOFException();
			}
			head.append((char) next);
		}
		if (!head.toString().startsWith("HTTP/1.1 101 ")) {
			throw new IOException(head.toString());
		}
	}

	/** The next text, if one comes before so many milliseconds have gone. */
	@Nullable
	String poll(int millis) throws IOException {
		var until = System.nanoTime() + millis * 1_000_000L;
		while (true) {
			var whole = frame();
			if (whole != null) {
				return whole;
			}
			var left = (until - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return null;
			}
			if (filled == buffer.length) {
				buffer = Arrays.copyOf(buffer, filled * 2);
			}
			socket.setSoTimeout((int) left);
			try {
				var read = socket.getInputStream().read(buffer, filled, buffer.length - filled);
				if (read < 0) {
					throw new EOFException();
				}
				filled += read;
			}
			catch (SocketTimeoutException nothing) {
				return null;
			}
		}
	}

	/** Takes frames until a text is whole. */
	private @Nullable String frame() throws IOException {
		while (true) {
			var in = ByteBuffer.wrap(buffer, 0, filled);
			var length = filled < 2 ? -1 : buffer[1] & 127;
			var head = length == 126 ? 4 : length == 127 ? 10 : 2;
			if (filled < head) {
				return null;
			}
			length = head == 4 ? in.getShort(2) & 0xffff : head == 10 ? Math.toIntExact(in.getLong(2)) : length;
			if (length < 0 || filled < head + length) {
				return null;
			}
			var payload = Arrays.copyOfRange(buffer, head, head + length);
			var first = buffer[0];
			System.arraycopy(buffer, head + length, buffer, 0, filled - head - length);
			filled -= head + length;
			if (take(first & 15, first < 0, payload)) {
				var whole = text.toString(StandardCharsets.UTF_8);
				text.reset();
				return whole;
			}
		}
	}

	/** Returns whether a text is whole. */
	private boolean take(int operation, boolean last, byte[] payload) throws IOException {
		switch (operation) {
			case 0, 1 -> {
				text.writeBytes(payload);
				return last;
			}
			case 8 -> throw new Closed(payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff);
			case 9 -> write(10, payload);
			default -> throw new IOException("operation " + operation);
		}
		return false;
	}

	void send(String frame) throws IOException {
		write(1, frame.getBytes(StandardCharsets.UTF_8));
	}

	/** With a mask of nothing: it is for proxies, of which there is none here. */
	private void write(int operation, byte[] payload) throws IOException {
		var frame = ByteBuffer.allocate(payload.length + 14).put((byte) (0x80 | operation));
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		frame.putInt(0).put(payload);
		socket.getOutputStream().write(frame.array(), 0, frame.position());
	}

	/** Ends it without a word; at once, so that what is under way to the server or from it is lost too, or not. */
	void cut(boolean atOnce) throws IOException {
		if (atOnce) {
			socket.setSoLinger(true, 0);
		}
		socket.close();
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
