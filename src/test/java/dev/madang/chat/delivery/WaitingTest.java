package dev.madang.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Who waits for a turn, or is waited for, keeps nobody else waiting. */
@SecondMadangTest
class WaitingTest {

	private static final JsonMapper JSON = new JsonMapper();

	@Autowired
	Community community;

	@Autowired
	DataSource dataSource;

	private static void greet(Wire wire, Person person, Map<String, ?> rooms) throws IOException {
		wire.send(JSON.writeValueAsString(Map.of("type", "hello", "token", person.client().token(), "rooms", rooms)));
	}

	private static String welcome(Wire wire) throws IOException {
		return String.valueOf(wire.poll(5_000));
	}

	@Test
	void whoReadsNothingOfWhatTheyMissedKeepsNobodyFromComing() throws IOException {
		var sleeper = community.aMember();
		var room = sleeper.client().post("/chat/rooms", Map.of("kind", "group", "name", "방")).id();
		community.jdbc().sql("""
				insert into message (room_id, seq, author_id, client_id, body)
				select :room, n, :author, 'long-' || :room || '-' || n, repeat('あ', 4000) from generate_series(1, 400) n
				""").param("room", room).param("author", sleeper.id()).update();
		community.jdbc().sql("update room set last_seq = 400 where id = :room").param("room", room).update();
		String epoch;
		try (var first = new Wire(community.anybody().port())) {
			greet(first, sleeper, Map.of());
			epoch = JSON.readTree(welcome(first)).at("/rooms/" + room + "/epoch").asString();
		}
		var asleep = new ArrayList<Wire>();
		try {
			for (int i = 0; i < 4; i++) {
				var wire = new Wire(community.anybody().port());
				asleep.add(wire);
				greet(wire, sleeper, Map.of(String.valueOf(room), Map.of("epoch", epoch, "seq", 0)));
				assertThat(welcome(wire)).startsWith("{\"type\":\"welcome\"");
			}
			try (var wire = new Wire(community.anybody().port())) {
				greet(wire, community.aMember(), Map.of());
				assertThat(welcome(wire)).startsWith("{\"type\":\"welcome\"");
			}
		}
		finally {
			close(asleep);
		}
	}

	@Test
	void manyWhoComeAtOnceKeepNoPageWaiting() throws IOException, SQLException {
		var people = Stream.generate(community::aMember).limit(27).toList();
		var wires = new ArrayList<Wire>();
		try (var connection = dataSource.getConnection();
				var statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("lock table room_member in access exclusive mode");
			for (var person : people) {
				for (int i = 0; i < 10; i++) {
					var wire = new Wire(community.anybody().port());
					wires.add(wire);
					greet(wire, person, Map.of());
				}
			}
			assertThat(CompletableFuture.supplyAsync(() -> community.anybody().get("/posts").status()))
					.succeedsWithin(Duration.ofSeconds(10)).isEqualTo(200);
			connection.rollback();
			for (var wire : wires) {
				assertThat(welcome(wire)).startsWith("{\"type\":\"welcome\"");
			}
		}
		finally {
			close(wires);
		}
	}

	private static void close(List<Wire> wires) throws IOException {
		for (var wire : wires) {
			wire.close();
		}
	}
}
