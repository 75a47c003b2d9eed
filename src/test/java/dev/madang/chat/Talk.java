package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import tools.jackson.databind.JsonNode;

/** What members do in rooms, over HTTP. */
public final class Talk {

	private Talk() {
	}

	/** A group in which all of them are. */
	public static long group(Person owner, Person... others) {
		var room = make(owner, "group");
		bring(owner, room, others);
		return room;
	}

	public static long make(Person owner, String kind) {
		return owner.client().post("/chat/rooms", Map.of("kind", kind, "name", Community.unique("방 "))).id();
	}

	/** Brings some into a room who follow whoever brings them, so that they need not be asked. */
	public static void bring(Person by, long room, Person... others) {
		for (var other : others) {
			other.client().put("/users/" + by.handle() + "/follow");
		}
		assertThat(invite(by, room, others).status()).isEqualTo(204);
	}

	public static Answer invite(Person by, long room, Person... others) {
		return by.client().post("/chat/rooms/" + room + "/members",
				Map.of("handles", Arrays.stream(others).map(Person::handle).toList()));
	}

	/** Opens the direct room of two. */
	public static Answer direct(Person by, Person other) {
		return by.client().post("/chat/rooms", Map.of("kind", "direct", "members", List.of(other.handle())));
	}

	/** The direct room of two who know each other. */
	public static long friends(Person one, Person other) {
		other.client().put("/users/" + one.handle() + "/follow");
		return direct(one, other).id();
	}

	public static Answer say(Person by, long room, String body) {
		return say(by, room, body, Map.of());
	}

	public static Answer say(Person by, long room, String body, Map<String, ?> more) {
		var form = new HashMap<String, Object>(Map.of("body", body, "clientId", Community.unique("c")));
		form.putAll(more);
		return by.client().post("/chat/rooms/" + room + "/messages", form);
	}

	/** What one reads in a room, from the beginning. */
	public static List<String> read(Person by, long room) {
		var answer = by.client().get("/chat/rooms/" + room + "/messages");
		assertThat(answer.status()).isEqualTo(200);
		return all(answer.json().at("/items")).map(each -> each.at("/body").asString("")).toList();
	}

	public static JsonNode room(Person by, long room) {
		return by.client().get("/chat/rooms/" + room).json();
	}

	/** The ids of the rooms of somebody's list. */
	public static List<Long> rooms(Person by) {
		return ids(by.client().get("/chat/rooms"));
	}

	public static List<Long> ids(Answer list) {
		return all(list.json().at("/items")).map(each -> each.at("/id").asLong()).toList();
	}

	/** A room as it is in somebody's list. */
	public static JsonNode listed(Person by, long room) {
		return all(by.client().get("/chat/rooms").json().at("/items")).filter(each -> each.at("/id").asLong() == room)
				.findFirst().orElseThrow();
	}

	public static List<String> members(Person by, long room) {
		return all(by.client().get("/chat/rooms/" + room + "/members").json()).map(each -> each.at("/user/handle").asString())
				.toList();
	}

	public static Stream<JsonNode> all(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}
}
