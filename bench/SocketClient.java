import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One socket of bench/Sockets.java: the handshake, frames, and how far it is in its room. */
final class SocketClient {

	/** Hears the beginning of each text: of a long one the server sends more pieces, in which nothing is that is looked for. */
	interface Listener {

		void heard(SocketClient client, ByteBuffer in, int start, int length);
	}

	private static final int CONTINUED = 0;

	private static final int TEXT = 1;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	final SocketChannel channel;

	final String token;

	final long room;

	private ByteBuffer in = ByteBuffer.allocate(1024);

	private boolean open;

	boolean welcome;

	long seq;

	/** Of the room's counting, as the server told it; empty for one that says hello for the first time. */
	String epoch = "";

	SocketClient(int port, String token, long room) throws IOException {
		this.token = token;
		this.room = room;
		channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
		channel.configureBlocking(false);
		channel.socket().setTcpNoDelay(true);
		channel.write(ByteBuffer.wrap(("GET /api/v1/socket HTTP/1.1\r\nHost: localhost:" + port
				+ "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
				+ "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: madang.v1\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
	}

	/** Says hello as one who knows the room up to a message. */
	SocketClient from(String known, long last) {
		epoch = known;
		seq = last;
		return this;
	}

	/** Takes what has come. */
	void read(Listener listener) throws IOException {
		if (channel.read(in) < 0) {
			throw new EOFException();
		}
		in.flip();
		if (!open) {
			begin();
		}
		while (open && frame(listener)) {
			// the next one
		}
		if (in.remaining() == in.capacity()) {
			in = ByteBuffer.allocate(in.capacity() * 4).put(in);
		}
		else {
			in.compact();
		}
	}

	private void begin() throws IOException {
		var text = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
		var end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			return;
		}
		if (!text.startsWith("HTTP/1.1 101")) {
			System.out.println(text.lines().findFirst().orElse(""));
		}
		in.position(in.position() + end + 4);
		open = true;
		send("{\"type\":\"hello\",\"token\":\"" + token + "\",\"rooms\":" + (epoch.isEmpty()
				? "{}"
				: "{\"" + room + "\":{\"epoch\":\"" + epoch + "\",\"seq\":" + seq + "}}") + "}");
	}

	/** Takes one frame, if there is a whole one. */
	private boolean frame(Listener listener) throws IOException {
		if (in.remaining() < 2) {
			return false;
		}
		var start = in.position();
		var operation = in.get(start) & 15;
		var length = in.get(start + 1) & 127;
		var head = 2;
		if (length == 126) {
			if (in.remaining() < 4) {
				return false;
			}
			length = in.getShort(start + 2) & 0xffff;
			head = 4;
		}
		else if (length == 127) {
			if (in.remaining() < 10) {
				return false;
			}
			length = (int) in.getLong(start + 2);
			head = 10;
		}
		if (in.remaining() < head + length) {
			return false;
		}
		in.position(start + head + length);
		switch (operation) {
			case PING -> channel.write(ByteBuffer.wrap(new byte[]{ (byte) 0x8a, (byte) 0x80, 0, 0, 0, 0 }));
			case CLOSE -> throw new IOException("closed with " + (length < 2 ? 0 : in.getShort(start + head) & 0xffff));
			case TEXT -> listener.heard(this, in, start + head, length);
			case CONTINUED -> {
				// the rest of a long one
			}
			default -> throw new IOException("operation " + operation);
		}
		return true;
	}

	/** The first number after a word, or 0. */
	static long number(ByteBuffer in, int start, int length, String after) {
		var number = 0L;
		for (int i = end(in, start, length, after); i > 0 && i < start + length && in.get(i) >= '0' && in.get(i) <= '9'; i++) {
			number = number * 10 + in.get(i) - '0';
		}
		return number;
	}

	/** The text between a word and the next quotation mark, or none. */
	static String text(ByteBuffer in, int start, int length, String after) {
		var from = end(in, start, length, after);
		var until = Math.max(0, from);
		while (from > 0 && until < start + length && in.get(until) != '"') {
			until++;
		}
		return StandardCharsets.US_ASCII.decode(in.duplicate().limit(until).position(Math.max(0, from))).toString();
	}

	private static int end(ByteBuffer in, int start, int length, String wanted) {
		var bytes = wanted.getBytes(StandardCharsets.US_ASCII);
		for (int i = start; i < start + length - bytes.length; i++) {
			var j = 0;
			while (j < bytes.length && in.get(i + j) == bytes[j]) {
				j++;
			}
			if (j == bytes.length) {
				return i + j;
			}
		}
		return -1;
	}

	/** The mask is nothing: it protects proxies that read what they should not, of which there is none here. */
	void send(String text) throws IOException {
		var bytes = text.getBytes(StandardCharsets.UTF_8);
		var frame = ByteBuffer.allocate(bytes.length + 14);
		frame.put((byte) 0x81);
		if (bytes.length < 126) {
			frame.put((byte) (0x80 | bytes.length));
		}
		else {
			frame.put((byte) 0xfe).putShort((short) bytes.length);
		}
		frame.putInt(0).put(bytes).flip();
		while (frame.hasRemaining()) {
			channel.write(frame);
		}
	}
}
