package dev.madang.chat.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import dev.madang.chat.delivery.Event.Line;
import dev.madang.testing.Community;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many clients in some rooms, on one or more servers of one database. */
public final class Crowd implements AutoCloseable {

	/** What somebody does besides what happens to all. */
	enum Habit {

		NONE,

		/** Goes away at once, and comes back when nothing is said any more. */
		LATE,

		/** Reads nothing while anything is said. */
		SLEEPER
	}

	/** Somebody, and the rooms in which they are. */
	record Member(String name, String token, List<Long> rooms, Habit habit) {
	}

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(5)).build();

	private final JsonMapper json = new JsonMapper();

	private final Supplier<JdbcClient> database;

	private final Manners manners;

	private final long seed;

	private final int[] ports;

	private final History history = new History();

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	private final List<ChatClient> clients = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final List<Long> rooms = new ArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private final CountDownLatch quiet = new CountDownLatch(1);

	/** @param ports of the servers; each client takes one of them by chance whenever it comes */
	public Crowd(Supplier<JdbcClient> database, Manners manners, long seed, int... ports) {
		this.database = database;
		this.manners = manners;
		this.seed = seed;
		this.ports = ports.clone();
		System.out.println("seed " + seed);
	}

	/** Makes rooms, and members of which each is in three; some are in the first room, too, which is loud. */
	public void gather(int howManyRooms, int howManyMembers, int inLoud) {
		var random = new Random(seed);
		for (int i = 0; i < howManyRooms; i++) {
			rooms.add(database.get().sql("insert into room (kind, name) values ('group', :name) returning id")
					.param("name", "방 " + i)
					.query(Long.class).single());
		}
		for (int i = 0; i < howManyMembers; i++) {
			var name = Community.unique("chat");
			var quietOnes = new ArrayList<>(rooms.subList(1, rooms.size()));
			Collections.shuffle(quietOnes, random);
			var own = new ArrayList<>(quietOnes.subList(0, Math.min(3, quietOnes.size())));
			if (i < inLoud) {
				own.add(rooms.getFirst());
			}
			join(name, own);
			clients.add(new ChatClient(this, new Member(name, "madang_" + name, List.copyOf(own),
					i == 0 ? Habit.LATE : i == 1 ? Habit.SLEEPER : Habit.NONE), new Random(random.nextLong())));
		}
		database.get().sql("""
				update room r set member_count = (select count(*) from room_member m where m.room_id = r.id)
				where id = any(:rooms)
				""").param("rooms", rooms.toArray(Long[]::new)).update();
	}

	private void join(String name, List<Long> own) {
		database.get().sql("""
				with new as (insert into member (handle, name) values (:name, :name) returning id),
				token as (
				  insert into access_token (member_id, name, hash, scopes, expires_at)
				  select id, 'chat', sha256(:token::bytea), '{read,write}', now() + interval '1 day' from new)
				insert into room_member (room_id, member_id) select unnest(:rooms), id from new
				""").param("name", name).param("token", "madang_" + name).param("rooms", own.toArray(Long[]::new)).update();
		own.forEach(room -> history.member(room, name));
	}

	public void start() {
		clients.forEach(client -> threads.add(Thread.startVirtualThread(client)));
	}

	/** How many messages the loud room has. */
	long said() {
		return database.get().sql("select last_seq from room where id = :room").param("room", rooms.getFirst())
				.query(Long.class).single();
	}

	/** Has them say nothing more, and waits until all have what was said; what they do not have by then they will not get. */
	public void settle(Duration most) {
		quiet.countDown();
		try {
			Awaitility.await().atMost(most).until(() -> clients.stream().allMatch(ChatClient::isSettled));
			var heads = heads();
			Awaitility.await().atMost(most).until(() -> clients.stream().allMatch(client -> client.member().rooms().stream()
					.allMatch(room -> client.known(room) >= heads.getOrDefault(room, 0L))));
		}
		catch (ConditionTimeoutException missing) {
			// what is missing is said by the violations
			count("not settled");
		}
		close();
	}

	private Map<Long, Long> heads() {
		var heads = new HashMap<Long, Long>();
		stored().forEach((room, lines) -> heads.put(room, lines.getLast().seq()));
		return heads;
	}

	private Map<Long, List<Line>> stored() {
		var stored = new HashMap<Long, List<Line>>();
		database.get().sql("select room_id, seq, client_id from message where room_id = any(:rooms) order by room_id, seq")
				.param("rooms", rooms.toArray(Long[]::new)).query(row -> {
					stored.computeIfAbsent(row.getLong("room_id"), room -> new ArrayList<>())
							.add(new Line(row.getLong("seq"), row.getString("client_id")));
				});
		return stored;
	}

	public List<String> violations() {
		return Deliveries.violations(history, stored());
	}

	/** What happened, how often. */
	public Map<String, Long> counts() {
		var all = new TreeMap<String, Long>();
		counts.forEach((what, count) -> all.put(what, count.sum()));
		all.put("sent", history.count(Event.Sent.class));
		all.put("acknowledged", history.count(Event.Acked.class));
		all.put("heard", history.count(Event.Heard.class));
		all.put("reset", history.count(Event.Reset.class));
		return all;
	}

	Manners manners() {
		return manners;
	}

	History history() {
		return history;
	}

	boolean isQuiet() {
		return quiet.getCount() == 0;
	}

	boolean isOver() {
		return over.getCount() == 0;
	}

	boolean isLoud(long room) {
		return room == rooms.getFirst();
	}

	Duration pause(long room) {
		return isLoud(room) ? manners.loud() : manners.pause();
	}

	int port(Random random) {
		return ports[random.nextInt(ports.length)];
	}

	void count(String what) {
		counts.computeIfAbsent(what, each -> new LongAdder()).increment();
	}

	/** Does nothing for a while, or until everything is over. */
	void rest(int millis) {
		await(over, millis);
	}

	/** Does nothing until nothing is said any more. */
	void sleep() {
		await(quiet, Integer.MAX_VALUE);
	}

	private static void await(CountDownLatch latch, int millis) {
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	JsonNode get(int port, String token, String path) throws IOException {
		try {
			var answer = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
					.timeout(Duration.ofSeconds(10)).header("Authorization", "Bearer " + token).build(),
					BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				count("answered with " + answer.statusCode());
				throw new IOException("answered with " + answer.statusCode());
			}
			return json.readTree(answer.body());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException(e);
		}
	}

	/** Ends all clients. */
	@Override
	public void close() {
		over.countDown();
		for (var thread : threads) {
			try {
				thread.join(Duration.ofSeconds(30));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
		http.close();
	}

}
