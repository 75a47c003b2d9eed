package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SecondMadangTest
class ReadingLogTest {

	@Autowired
	Community community;

	Community.Person reader;

	long item;

	@BeforeEach
	void aReader() {
		reader = community.aMember();
		item = community.anItem().id();
	}

	@Test
	void everybodySeesAReadingListAndItsOwnerAloneTheNotes() {
		var put = reader.client().put("/users/me/reading/" + item,
				Map.of("status", "read", "startedOn", "2026-01-02", "finishedOn",
						"2026-02-03", "rating", 8, "note", "빌려 줌"));
		assertThat(put.status()).isEqualTo(200);
		assertThat(put.text("/note")).isEqualTo("빌려 줌");
		for (var client : List.of(community.anybody(), community.aMember().client(), community.anAdmin().client())) {
			var row = client.get("/users/" + reader.handle() + "/reading").json().at("/items/0");
			assertThat(row.at("/status").asString()).isEqualTo("read");
			assertThat(row.at("/startedOn").asString()).isEqualTo("2026-01-02");
			assertThat(row.at("/rating").asInt()).isEqualTo(8);
			assertThat(row.at("/item/id").asLong()).isEqualTo(item);
			assertThat(row.has("note")).isFalse();
		}
		assertThat(reader.client().get("/users/me/reading").text("/items/0/note")).isEqualTo("빌려 줌");
		assertThat(community.anybody().get("/items/" + item).json().at("/ratingCount").asInt())
				.as("a rating in a log is no review").isZero();
	}

	@Test
	void puttingReplacesAndRemovingIsDoneOnce() {
		reader.client().put("/users/me/reading/" + item, Map.of("status", "read", "rating", 8, "note", "x"));
		var replaced = reader.client().put("/users/me/reading/" + item, Map.of("status", "want"));
		assertThat(replaced.json().has("rating")).isFalse();
		assertThat(replaced.json().has("note")).isFalse();
		assertThat(reader.client().delete("/users/me/reading/" + item).status()).isEqualTo(204);
		assertThat(reader.client().delete("/users/me/reading/" + item).status()).isEqualTo(204);
		assertThat(reader.client().get("/users/me/reading").json().at("/items").size()).isZero();
		assertThat(community.jdbc()
				.sql("select verb from activity where actor_id = :id and subject = 'item:' || :item order by id")
				.param("id", reader.id()).param("item", item).query(String.class).list())
				.containsExactly("reading.set", "reading.set", "reading.removed");
	}

	@ParameterizedTest
	@CsvSource({ "'{\"status\":\"lost\"}',bad-reading-status", "'{}',missing",
			"'{\"status\":\"read\",\"startedOn\":\"2026-02-30\"}',not-a-past-day",
			"'{\"status\":\"read\",\"startedOn\":\"2999-01-01\"}',not-a-past-day",
			"'{\"status\":\"read\",\"startedOn\":\"2026-03-02\",\"finishedOn\":\"2026-03-01\"}',before-its-start",
			"'{\"status\":\"want\",\"startedOn\":\"2026-03-02\"}',not-begun",
			"'{\"status\":\"reading\",\"finishedOn\":\"2026-03-02\"}',not-finished",
			"'{\"status\":\"read\",\"rating\":11}',bad-rating" })
	void saysWhatIsWrong(String body, String code) {
		var answer = reader.client().put("/users/me/reading/" + item, body);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/code")).isEqualTo(code);
	}

	@Test
	void boundsTheNoteAndKnowsTheItem() {
		assertThat(
				reader.client().put("/users/me/reading/" + item, Map.of("status", "want", "note", "가".repeat(2001))).status())
				.isEqualTo(422);
		assertThat(reader.client().put("/users/me/reading/999999999", Map.of("status", "want")).status()).isEqualTo(404);
		assertThat(community.anybody().put("/users/me/reading/" + item, Map.of("status", "want")).status()).isEqualTo(401);
		assertThat(community.anybody().get("/users/nobody_here/reading").status()).isEqualTo(404);
		assertThat(community.anybody().get("/users/" + reader.handle() + "/reading?status=lost").status()).isEqualTo(400);
	}

	@Test
	void listsByStateAndGoesOnWhereItStopped() {
		var items = new ArrayList<Long>();
		for (int i = 0; i < 5; i++) {
			items.add(community.anItem().id());
			reader.client().put("/users/me/reading/" + items.getLast(), Map.of("status", i % 2 == 0 ? "read" : "want"));
		}
		var path = "/users/" + reader.handle() + "/reading?status=read&limit=2";
		var first = community.anybody().get(path);
		var second = community.anybody().get(path + "&cursor=" + first.text("/nextCursor"));
		assertThat(first.json().at("/items/0/item/id").asLong()).isEqualTo(items.get(4));
		assertThat(first.json().at("/items/1/item/id").asLong()).isEqualTo(items.get(2));
		assertThat(second.json().at("/items/0/item/id").asLong()).isEqualTo(items.get(0));
		assertThat(second.json().at("/nextCursor").isNull()).isTrue();
	}

	@Test
	void whoeverIsBlockedSeesNothingOfIt() {
		var other = community.aMember();
		reader.client().put("/users/me/reading/" + item, Map.of("status", "read"));
		reader.client().put("/users/" + other.handle() + "/block");
		assertThat(other.client().get("/users/" + reader.handle() + "/reading").json().at("/items").size()).isZero();
		assertThat(community.aModerator().client().get("/users/" + reader.handle() + "/reading").json().at("/items").size())
				.isOne();
	}

	@Test
	void itGoesWithItsOwner() {
		reader.client().put("/users/me/reading/" + item, Map.of("status", "read"));
		var own = community.anItem().by(reader).titled("더한 것").id();
		assertThat(reader.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isEqualTo(204);
		assertThat(community.jdbc().sql("select count(*) from reading where member_id = :id").param("id", reader.id())
				.query(Integer.class).single()).isZero();
		assertThat(
				community.jdbc().sql("select added_by from item where id = :id").param("id", own).query(Long.class).optional())
				.isEmpty();
		assertThat(community.anybody().get("/items/" + own).status()).isEqualTo(200);
	}
}
