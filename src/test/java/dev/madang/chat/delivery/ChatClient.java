package dev.madang.chat.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.madang.chat.delivery.Event.Line;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks in rooms over a bad line, and writes down what they see. What is not acknowledged they send again. */
final class ChatClient implements Runnable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(3);

	/** A message that is not acknowledged yet. */
	private record Pending(long room, String frame, long sentAt) {
	}

	private final Crowd crowd;

	private final Crowd.Member member;

	private final Random random;

	/** Up to where each room is known, once its epoch is. */
	private final Map<Long, Long> known = new ConcurrentHashMap<>();

	private final Set<Long> entered = new HashSet<>();

	private final Map<String, Pending> pending = new LinkedHashMap<>();

	private final List<Pending> acknowledged = new ArrayList<>();

	private final Map<Long, Long> nextSaid = new HashMap<>();

	private @Nullable String epoch;

	private int said;

	private volatile boolean settled;

	private long nextMishap;

	ChatClient(Crowd crowd, Crowd.Member member, Random random) {
		this.crowd = crowd;
		this.member = member;
		this.random = random;
		nextMishap = soon(crowd.manners().calm());
		member.rooms().forEach(room -> nextSaid.put(room, soon(crowd.pause(room))));
	}

	/** Whether everything it sent is acknowledged. */
	boolean isSettled() {
		return settled;
	}

	long known(long room) {
		return known.getOrDefault(room, 0L);
	}

	Crowd.Member member() {
		return member;
	}

	private long soon(Duration mean) {
		return System.nanoTime() + (long) (-Math.log(1 - random.nextDouble()) * mean.toNanos());
	}

	@Override
	public void run() {
		while (!crowd.isOver()) {
			var port = crowd.port(random);
			try (var wire = new Wire(port)) {
				begin(wire, port);
				sleep(wire);
				while (!crowd.isOver()) {
					hear(wire, port, wire.poll(20));
					speak(wire);
				}
			}
			catch (Wire.Closed closed) {
				crowd.count("closed with " + closed.code());
			}
			catch (IOException e) {
				crowd.count("cut off");
			}
			crowd.rest(random.nextInt(500));
		}
	}

	private void begin(Wire wire, int port) throws IOException {
		var rooms = new HashMap<String, Object>();
		entered.forEach(room -> rooms.put(String.valueOf(room), Map.of("epoch", String.valueOf(epoch), "seq", known(room))));
		wire.send(JSON.writeValueAsString(Map.of("type", "hello", "token", member.token(), "rooms", rooms)));
		var text = wire.poll(20_000);
		if (text == null) {
			throw new IOException("no welcome");
		}
		var welcome = JSON.readTree(text);
		if (!welcome.at("/type").asString().equals("welcome")) {
			crowd.count("instead of a welcome: " + welcome.at("/code").asString(text));
			throw new IOException(text);
		}
		crowd.count("welcomed");
		for (var room : member.rooms()) {
			var position = welcome.at("/rooms/" + room);
			epoch = position.at("/epoch").asString("");
			see(new Event.Welcomed(room, epoch, position.at("/seq").asLong(-1), position.at("/read").asLong(-1)));
			if (!entered.contains(room)) {
				load(port, room, position.at("/seq").asLong(-1));
				entered.add(room);
			}
		}
		for (var each : List.copyOf(pending.entrySet())) {
			again(wire, each.getKey(), each.getValue());
		}
	}

	private void sleep(Wire wire) throws IOException {
		if (member.habit() != Crowd.Habit.NONE && !crowd.isQuiet()) {
			if (member.habit() == Crowd.Habit.LATE) {
				wire.cut(true);
			}
			crowd.sleep();
		}
	}

	private void see(Event event) {
		crowd.history().add(member.name(), event);
	}

	private void again(Wire wire, String clientId, Pending message) throws IOException {
		pending.put(clientId, new Pending(message.room(), message.frame(), System.nanoTime()));
		wire.send(message.frame());
	}

	private void hear(Wire wire, int port, @Nullable String text) throws IOException {
		if (text == null) {
			return;
		}
		var frame = JSON.readTree(text);
		var room = frame.at("/room").asLong();
		switch (frame.at("/type").asString()) {
			case "message" -> {
				var line = line(frame);
				see(new Event.Heard(room, line));
				known.merge(room, line.seq(), Math::max);
			}
			case "ack" -> {
				var clientId = frame.at("/clientId").asString();
				see(new Event.Acked(room, clientId, frame.at("/seq").asLong()));
				var done = pending.remove(clientId);
				if (done != null) {
					acknowledged.add(done);
				}
			}
			case "reset" -> {
				see(new Event.Reset(room, frame.at("/epoch").asString(), frame.at("/seq").asLong()));
				load(port, room, frame.at("/seq").asLong());
			}
			case "read" -> see(new Event.Read(room, frame.at("/seq").asLong()));
			case "error" -> {
				crowd.count("error " + frame.at("/code").asString());
				// it is asked for again with the next connection
				wire.cut(false);
				throw new IOException(text);
			}
			default -> crowd.count("unexpected " + text);
		}
	}

	private static Line line(JsonNode message) {
		return new Line(message.at("/seq").asLong(), message.at("/body").asString().split(" ", 2)[0]);
	}

	/** Loads over HTTP what is not known of a room up to a message. */
	private void load(int port, long room, long seq) throws IOException {
		var lines = new ArrayList<Line>();
		for (var last = known(room); last < seq; last = lines.isEmpty() ? seq : lines.getLast().seq()) {
			var some = crowd.get(port, member.token(), "/chat/rooms/" + room + "/messages?limit=100&after=" + last)
					.at("/items");
			if (some.isEmpty()) {
				break;
			}
			some.forEach(message -> lines.add(line(message)));
		}
		lines.removeIf(line -> line.seq() > seq);
		see(new Event.Loaded(room, lines));
		lines.forEach(line -> known.merge(room, line.seq(), Math::max));
	}

	private void speak(Wire wire) throws IOException {
		var now = System.nanoTime();
		if (crowd.isQuiet()) {
			settled = pending.isEmpty();
		}
		else {
			for (var room : member.rooms()) {
				if (nextSaid.getOrDefault(room, now) < now) {
					nextSaid.put(room, soon(crowd.pause(room)));
					say(wire, room);
				}
			}
		}
		for (var each : List.copyOf(pending.entrySet())) {
			if (now - each.getValue().sentAt() > AGAIN_NANOS) {
				again(wire, each.getKey(), each.getValue());
			}
		}
		if (!crowd.isQuiet() && nextMishap < now) {
			nextMishap = soon(crowd.manners().calm());
			mishap(wire);
		}
	}

	private void say(Wire wire, long room) throws IOException {
		var clientId = member.name() + "-" + ++said;
		var body = clientId + (crowd.isLoud(room) ? " " + "あ".repeat(3000) : " 말");
		var frame = JSON.writeValueAsString(Map.of("type", "send", "room", room, "body", body, "clientId", clientId));
		see(new Event.Sent(room, clientId));
		pending.put(clientId, new Pending(room, frame, System.nanoTime()));
		wire.send(frame);
		if (random.nextInt(5) == 0) {
			wire.send(JSON.writeValueAsString(Map.of("type", "read", "room", room, "seq", Math.max(1, known(room)))));
		}
	}

	private void mishap(Wire wire) throws IOException {
		var manners = crowd.manners();
		switch (random.nextInt(5)) {
			case 0 -> {
				crowd.count("cut");
				wire.cut(random.nextBoolean());
			}
			case 1 -> {
				crowd.count("cut after sending");
				say(wire, member.rooms().get(random.nextInt(member.rooms().size())));
				wire.cut(random.nextBoolean());
			}
			case 2 -> {
				crowd.count("slow");
				crowd.rest(random.nextInt((int) manners.slow().toMillis()));
			}
			case 3 -> {
				crowd.count("away");
				wire.cut(random.nextBoolean());
				crowd.rest(random.nextInt((int) manners.away().toMillis()));
			}
			default -> {
				crowd.count("sent again");
				if (!acknowledged.isEmpty()) {
					wire.send(acknowledged.get(random.nextInt(acknowledged.size())).frame());
				}
			}
		}
	}
}
