import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sockets of chat, many of them from one thread: a client's library would cost more than the server. Run by bench/sockets.py.
 *
 * <p>usage: java bench/Sockets.java PORT TOKENS idle SECONDS | fanout RATE SECONDS | resume EPOCH FROM TO | soak RATE SECONDS
 * | cost WARM_UP SECONDS
 *
 * <p>TOKENS is a file with a token and a room a line; each line opens a socket. A line with a port opens one at another node, which only
 * listens: then it is measured when these hear it.
 */
final class Sockets {

	private final Selector selector = Selector.open();

	private final List<SocketClient> clients = new ArrayList<>();

	private final List<SocketClient> elsewhere = new ArrayList<>();

	private final int port;

	private int welcomed;

	private int stored;

	private boolean going;

	private int closed;

	private long delivered;

	private long holes;

	private long doubles;

	private long errors;

	private final long[] latencies = new long[2_000_000];

	private int measured;

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
			case "soak" -> sockets.soak(lines, Double.parseDouble(arguments[3]), Integer.parseInt(arguments[4]));
			case "cost" -> sockets.cost(lines, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
			default -> throw new IllegalArgumentException(arguments[2]);
		}
	}

	private void idle(List<String> lines, int seconds) throws IOException {
		open(lines, 200);
		System.out.println("open");
		poll(System.nanoTime() + seconds * 1_000_000_000L);
		System.out.printf(Locale.ROOT, "welcomed %d closed %d%n", welcomed, closed);
	}

	/** Each says the next thing as soon as the last is stored; prints how many were, after a time that does not count. */
	private void cost(List<String> lines, int warmUp, int seconds) throws IOException {
		open(lines, 200);
		going = true;
		for (var client : clients) {
			store(client);
		}
		poll(System.nanoTime() + warmUp * 1_000_000_000L);
		System.out.println("begin");
		var before = stored;
		poll(System.nanoTime() + seconds * 1_000_000_000L);
		System.out.println("stored " + (stored - before));
		going = false;
		poll(System.nanoTime() + 2_000_000_000L);
	}

	private void store(SocketClient client) {
		try {
			client.send("{\"type\":\"send\",\"room\":" + client.room + ",\"clientId\":\"" + System.nanoTime() + "-" + stored
					+ "\",\"body\":\"토요일에 책방으로 가져갈게요\"}");
		}
		catch (IOException e) {
			System.out.println(e);
		}
	}

	/** One after the other says something in their room, so many a second in all, and it is counted who hears it. */
	private void fanout(List<String> lines, double rate, int seconds) throws IOException {
		open(lines, 200);
		System.out.println("open");
		var speakers = clients.stream().filter(client -> !elsewhere.contains(client)).toList();
		var began = System.nanoTime();
		var sent = 0L;
		for (var now = began; now < began + seconds * 1_000_000_000L; now = System.nanoTime()) {
			for (; sent < (now - began) * rate / 1e9; sent++) {
				say(speakers.get((int) (sent % speakers.size())), sent, "");
			}
			poll(System.nanoTime() + 1_000_000);
		}
		poll(System.nanoTime() + 2_000_000_000L);
		Arrays.sort(latencies, 0, measured);
		System.out.printf(Locale.ROOT, "sent %d delivered %d a second %.0f p50 %.1f ms p99 %.1f ms longest %.1f ms holes %d closed %d%n",
				sent, delivered, delivered / (double) seconds, at(.5), at(.99), at(1), holes, closed);
	}

	private static void say(SocketClient client, long number, String more) throws IOException {
		client.send("{\"type\":\"send\",\"room\":" + client.room + ",\"clientId\":\"" + System.nanoTime() + "-" + number
				+ "\",\"body\":\"토요일에 책방으로 가져갈게요 @" + System.nanoTime() + more + "\"}");
	}

	private double at(double part) {
		return measured == 0 ? 0 : latencies[Math.min(measured - 1, (int) (measured * part))] / 1e6;
	}

	/** All come back at once, having missed some. */
	private void resume(List<String> lines, String epoch, long from, long to) throws IOException {
		var began = System.nanoTime();
		for (var line : lines) {
			connect(line).from(epoch, from);
		}
		while (clients.stream().filter(client -> client.seq >= to).count() < clients.size()
				&& System.nanoTime() - began < 60_000_000_000L) {
			poll(System.nanoTime() + 10_000_000);
		}
		System.out.printf(Locale.ROOT, "live %d of %d in %.2f s, delivered %d, holes %d, closed %d%n",
				clients.stream().filter(client -> client.seq >= to).count(), clients.size(), (System.nanoTime() - began) / 1e9,
				delivered, holes, closed);
	}

	/** At random somebody says something, short or long, and somebody is cut off and comes back; prints what has come of it each minute. */
	private void soak(List<String> lines, double rate, int seconds) throws IOException {
		open(lines, 200);
		System.out.println("open");
		var random = new Random(1);
		var began = System.nanoTime();
		var end = began + seconds * 1_000_000_000L;
		var sent = 0L;
		var cut = 0L;
		var minute = 1;
		var nextSaid = began;
		var nextCut = began;
		for (var now = began; now < end; now = System.nanoTime()) {
			for (; nextSaid < now; nextSaid += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9)) {
				var client = clients.get(random.nextInt(clients.size()));
				if (client.welcome) {
					say(client, sent++, random.nextInt(10) > 0 ? "" : " 길게".repeat(random.nextInt(1000)));
				}
			}
			for (; nextCut < now; nextCut += 500_000_000L) {
				comeBack();
				hangUp(clients.get(random.nextInt(clients.size())));
				cut++;
			}
			poll(System.nanoTime() + 2_000_000);
			if (now > began + minute * 60_000_000_000L) {
				told("minute " + minute++, sent, cut);
			}
		}
		comeBack();
		poll(System.nanoTime() + 12_000_000_000L);
		told("end", sent, cut);
		var heads = new HashMap<Long, Long>();
		clients.forEach(client -> heads.merge(client.room, client.seq, Math::max));
		System.out.printf(Locale.ROOT, "rooms %d, their messages %d, sockets that are behind %d%n", heads.size(),
				heads.values().stream().mapToLong(head -> head).sum(),
				clients.stream().filter(client -> client.seq < heads.get(client.room)).count());
	}

	private void told(String when, long sent, long cut) {
		System.out.printf(Locale.ROOT, "%s: sent %d, delivered %d, cut %d, holes %d, doubles %d, errors %d, closed by the server %d%n", when,
				sent, delivered, cut, holes, doubles, errors, closed);
	}

	/** Opens anew, from where they were, all that are closed: not at once, when the server may not have noticed yet. */
	private void comeBack() throws IOException {
		for (int i = 0; i < clients.size(); i++) {
			var old = clients.get(i);
			if (!old.channel.isOpen()) {
				var again = new SocketClient(port, old.token, old.room).from(old.epoch, old.seq);
				again.channel.register(selector, SelectionKey.OP_READ, again);
				clients.set(i, again);
			}
		}
	}

	private void open(List<String> lines, int under) throws IOException {
		for (var line : lines) {
			connect(line);
			while (clients.size() - welcomed - closed >= under) {
				poll(System.nanoTime() + 5_000_000);
			}
		}
		var late = System.nanoTime() + 20_000_000_000L;
		while (welcomed + closed < clients.size() && System.nanoTime() < late) {
			poll(System.nanoTime() + 5_000_000);
		}
	}

	private SocketClient connect(String line) throws IOException {
		var parts = line.split(" ");
		var client = new SocketClient(parts.length > 2 ? Integer.parseInt(parts[2]) : port, parts[0], Long.parseLong(parts[1]));
		if (parts.length > 2) {
			elsewhere.add(client);
		}
		client.channel.register(selector, SelectionKey.OP_READ, client);
		clients.add(client);
		return client;
	}

	private void poll(long until) throws IOException {
		do {
			selector.select(key -> {
				var client = (SocketClient) key.attachment();
				try {
					client.read(this::heard);
				}
				catch (IOException e) {
					System.out.println(e);
					closed++;
					hangUp(client);
				}
			}, Math.max(1, (until - System.nanoTime()) / 1_000_000));
		}
		while (System.nanoTime() < until);
	}

	private static void hangUp(SocketClient client) {
		client.welcome = false;
		try {
			client.channel.close();
		}
		catch (IOException e) {
			System.out.println(e);
		}
	}

	private void heard(SocketClient client, ByteBuffer in, int start, int length) {
		var type = in.get(start + 9);
		if (type == 'w') {
			client.welcome = true;
			welcomed++;
			if (client.epoch.isEmpty()) {
				client.from(SocketClient.text(in, start, length, "\"epoch\":\""), SocketClient.number(in, start, length, "\"seq\":"));
			}
		}
		else if (type == 'm' && in.get(start + 11) == 's') {
			delivered++;
			var seq = SocketClient.number(in, start, length, "\"seq\":");
			if (seq <= client.seq) {
				doubles++;
			}
			else if (seq != client.seq + 1) {
				holes++;
			}
			client.seq = Math.max(client.seq, seq);
			var said = SocketClient.number(in, start, length, "@");
			if (said > 0 && measured < latencies.length && (elsewhere.isEmpty() || elsewhere.contains(client))) {
				latencies[measured++] = System.nanoTime() - said;
			}
		}
		else if (type == 'a') {
			stored++;
			if (going) {
				store(client);
			}
		}
		else if (type == 'e' || type == 'r') {
			errors++;
			System.out.println(StandardCharsets.UTF_8.decode(in.duplicate().limit(start + length).position(start)));
		}
	}
}
