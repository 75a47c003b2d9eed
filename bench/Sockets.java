import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sockets of chat, many of them from one thread: a client's library would cost more than the server. Run by bench/sockets.py.
 *
 * <p>usage: java bench/Sockets.java PORT TOKENS idle SECONDS | fanout RATE SECONDS | resume EPOCH FROM TO
 *
 * <p>TOKENS is a file with a token and a room a line; each line opens a socket.
 */
final class Sockets {

	/** One socket. */
	private static final class Client {

		final SocketChannel channel;

		final String token;

		final long room;

		ByteBuffer in = ByteBuffer.allocate(1024);

		boolean open;

		boolean welcome;

		long messages;

		long seq;

		Client(SocketChannel channel, String token, long room) {
			this.channel = channel;
			this.token = token;
			this.room = room;
		}
	}

	private final Selector selector = Selector.open();

	private final List<Client> clients = new ArrayList<>();

	private final int port;

	private int welcomed;

	private int closed;

	private long delivered;

	private long holes;

	private final long[] latencies = new long[2_000_000];

	private int measured;

	private String positions = "{}";

	private Sockets(int port) throws IOException {
		this.port = port;
	}

	public static void main(String[] arguments) throws IOException {
		var lines = Files.readAllLines(Path.of(arguments[1]));
		var sockets = new Sockets(Integer.parseInt(arguments[0]));
		switch (arguments[2]) {
			case "idle" -> sockets.idle(lines, Integer.parseInt(arguments[3]));
			case "fanout" -> sockets.fanout(lines, Double.parseDouble(arguments[3]), Integer.parseInt(arguments[4]));
			case "resume" -> sockets.resume(lines, arguments[3], Long.parseLong(arguments[4]), Long.parseLong(arguments[5]));
			default -> throw new IllegalArgumentException(arguments[2]);
		}
	}

	private void idle(List<String> lines, int seconds) throws IOException {
		open(lines, 200);
		System.out.println("open");
		poll(System.nanoTime() + seconds * 1_000_000_000L);
		System.out.printf(Locale.ROOT, "welcomed %d closed %d%n", welcomed, closed);
	}

	/** One after the other says something in their room, so many a second in all, and it is counted who hears it. */
	private void fanout(List<String> lines, double rate, int seconds) throws IOException {
		open(lines, 200);
		System.out.println("open");
		var began = System.nanoTime();
		var sent = 0L;
		for (var now = began; now < began + seconds * 1_000_000_000L; now = System.nanoTime()) {
			for (; sent < (now - began) * rate / 1e9; sent++) {
				var client = clients.get((int) (sent % clients.size()));
				send(client, "{\"type\":\"send\",\"room\":" + client.room + ",\"clientId\":\"" + System.nanoTime() + "-" + sent
						+ "\",\"body\":\"토요일에 책방으로 가져갈게요 @" + System.nanoTime() + "\"}");
			}
			poll(System.nanoTime() + 1_000_000);
		}
		poll(System.nanoTime() + 2_000_000_000L);
		Arrays.sort(latencies, 0, measured);
		System.out.printf(Locale.ROOT, "sent %d delivered %d a second %.0f p50 %.1f ms p99 %.1f ms longest %.1f ms holes %d closed %d%n",
				sent, delivered, delivered / (double) seconds, at(.5), at(.99), at(1), holes, closed);
	}

	private double at(double part) {
		return measured == 0 ? 0 : latencies[Math.min(measured - 1, (int) (measured * part))] / 1e6;
	}

	/** All come back at once, having missed some. */
	private void resume(List<String> lines, String epoch, long from, long to) throws IOException {
		var began = System.nanoTime();
		for (var line : lines) {
			var parts = line.split(" ");
			connect(parts[0], Long.parseLong(parts[1]));
		}
		positions = epoch + " " + from;
		while (clients.stream().filter(client -> client.seq >= to).count() < clients.size()
				&& System.nanoTime() - began < 60_000_000_000L) {
			poll(System.nanoTime() + 10_000_000);
		}
		System.out.printf(Locale.ROOT, "live %d of %d in %.2f s, delivered %d, holes %d, closed %d%n",
				clients.stream().filter(client -> client.seq >= to).count(), clients.size(), (System.nanoTime() - began) / 1e9,
				delivered, holes, closed);
	}

	private void open(List<String> lines, int under) throws IOException {
		for (var line : lines) {
			var parts = line.split(" ");
			connect(parts[0], Long.parseLong(parts[1]));
			while (clients.size() - welcomed - closed >= under) {
				poll(System.nanoTime() + 5_000_000);
			}
		}
		var late = System.nanoTime() + 20_000_000_000L;
		while (welcomed + closed < clients.size() && System.nanoTime() < late) {
			poll(System.nanoTime() + 5_000_000);
		}
	}

	private void connect(String token, long room) throws IOException {
		var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
		channel.configureBlocking(false);
		channel.socket().setTcpNoDelay(true);
		var client = new Client(channel, token, room);
		channel.register(selector, SelectionKey.OP_READ, client);
		channel.write(ByteBuffer.wrap(("GET /api/v1/socket HTTP/1.1\r\nHost: localhost:" + port
				+ "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
				+ "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: madang.v1\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
		clients.add(client);
	}

	private void poll(long until) throws IOException {
		do {
			selector.select(key -> {
				try {
					read((Client) key.attachment(), key);
				}
				catch (IOException e) {
					key.cancel();
					closed++;
				}
			}, Math.max(1, (until - System.nanoTime()) / 1_000_000));
		}
		while (System.nanoTime() < until);
	}

	private void read(Client client, SelectionKey key) throws IOException {
		if (client.channel.read(client.in) < 0) {
			key.cancel();
			closed++;
			return;
		}
		client.in.flip();
		if (!client.open) {
			var text = StandardCharsets.ISO_8859_1.decode(client.in.duplicate()).toString();
			var end = text.indexOf("\r\n\r\n");
			if (end >= 0) {
				if (!text.startsWith("HTTP/1.1 101")) {
					System.out.println(text.lines().findFirst().orElse(""));
				}
				client.in.position(client.in.position() + end + 4);
				client.open = true;
				var known = positions.split(" ");
				send(client, "{\"type\":\"hello\",\"token\":\"" + client.token + "\",\"rooms\":" + (known.length < 2
						? "{}"
						: "{\"" + client.room + "\":{\"epoch\":\"" + known[0] + "\",\"seq\":" + known[1] + "}}") + "}");
				client.seq = known.length < 2 ? 0 : Long.parseLong(known[1]);
			}
		}
		while (client.open && frame(client)) {
			// the next one
		}
		if (client.in.remaining() == client.in.capacity()) {
			client.in = ByteBuffer.allocate(client.in.capacity() * 4).put(client.in);
		}
		else {
			client.in.compact();
		}
	}

	/** Takes one frame, if there is a whole one. */
	private boolean frame(Client client) throws IOException {
		var in = client.in;
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
		if (operation == 9) {
			client.channel.write(ByteBuffer.wrap(new byte[]{ (byte) 0x8a, (byte) 0x80, 0, 0, 0, 0 }));
		}
		else if (operation == 8) {
			System.out.println("closed with " + (length < 2 ? 0 : in.getShort(start + head) & 0xffff));
			closed++;
		}
		else if (operation == 1) {
			heard(client, in, start + head, length);
		}
		return true;
	}

	private void heard(Client client, ByteBuffer in, int start, int length) {
		var type = in.get(start + 9);
		if (type == 'w') {
			client.welcome = true;
			welcomed++;
		}
		else if (type == 'm' && in.get(start + 11) == 's') {
			delivered++;
			client.messages++;
			var seq = number(in, start, length, "\"seq\":");
			if (client.seq != 0 && seq != client.seq + 1) {
				holes++;
			}
			client.seq = seq;
			var said = number(in, start, length, "@");
			if (said > 0 && measured < latencies.length) {
				latencies[measured++] = System.nanoTime() - said;
			}
		}
		else if (type == 'e' || type == 'r') {
			System.out.println(StandardCharsets.UTF_8.decode(in.duplicate().position(start).limit(start + length)));
		}
	}

	private static long number(ByteBuffer in, int start, int length, String after) {
		var wanted = after.getBytes(StandardCharsets.US_ASCII);
		for (int i = start; i < start + length - wanted.length; i++) {
			var j = 0;
			while (j < wanted.length && in.get(i + j) == wanted[j]) {
				j++;
			}
			if (j == wanted.length) {
				var number = 0L;
				for (int k = i + j; k < start + length && in.get(k) >= '0' && in.get(k) <= '9'; k++) {
					number = number * 10 + in.get(k) - '0';
				}
				return number;
			}
		}
		return 0;
	}

	/** The mask is nothing: it protects proxies that read what they should not, of which there is none here. */
	private void send(Client client, String text) throws IOException {
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
			client.channel.write(frame);
		}
	}
}
