package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What members take with them, and what stays. */
@SecondMadangTest
class ChatDataTest {

	@Autowired
	Community community;

	private Map<String, String> export(Person person) throws IOException, InterruptedException {
		try (var client = HttpClient.newHttpClient()) {
			var zip = client.send(HttpRequest
					.newBuilder(URI.create("http://localhost:" + person.client().port() + "/api/v1/users/me/export"))
					.header("Authorization", "Bearer " + person.client().token()).build(), BodyHandlers.ofByteArray());
			var files = new HashMap<String, String>();
			try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
				for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
					files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
				}
			}
			return files;
		}
	}

	@Test
	void oneTakesAlongWhatOneSaidAndNothingOfOthers() throws Exception {
		var gana = community.aMember();
		var kata = community.aMember();
		var room = Talk.group(gana, kata);
		var direct = Talk.friends(gana, kata);
		Talk.say(gana, room, "내가 한 말");
		Talk.say(gana, direct, "둘이 한 말");
		Talk.say(kata, room, "남이 한 말");
		gana.client().delete("/chat/messages/" + Talk.say(gana, room, "지운 말").id());
		community.jdbc().sql("update message set state = 'hidden', taken_by = 'moderator' where id = :id")
				.param("id", Talk.say(gana, room, "숨겨진 말").id()).update();
		gana.client().put("/chat/preferences", Map.of("takesFrom", "followed"));
		var files = export(gana);
		assertThat(files.get("message-preferences.ndjson")).contains("followed");
		assertThat(files.get("messages.ndjson")).hasLineCount(3).contains("숨겨진 말", "내가 한 말", "둘이 한 말", "\"seq\":1");
		assertThat(files.get("rooms.ndjson")).hasLineCount(2).contains("\"owner\"", "\"direct\"");
		assertThat(String.join("", files.values())).doesNotContain("남이 한 말", "지운 말");
	}

	@Test
	void whoeverLeavesIsInNoRoomAndAnotherOwnerIsKept() {
		var gana = community.aMember();
		var kata = community.aMember();
		var third = community.aMember();
		var room = Talk.group(gana, third, kata);
		gana.client().put("/chat/rooms/" + room + "/members/" + kata.handle() + "/role", Map.of("role", "owner"));
		var alone = Talk.make(gana, "open");
		var direct = Talk.friends(gana, kata);
		var deleted = Talk.say(gana, direct, "지운 말").id();
		gana.client().delete("/chat/messages/" + deleted);
		Talk.say(gana, direct, "남긴 말");
		var hidden = Talk.say(gana, direct, "숨겨진 말").id();
		community.jdbc().sql("update message set state = 'hidden', taken_by = 'moderator' where id = :id").param("id", hidden)
				.update();
		var out = Talk.group(kata, gana);
		kata.client().delete("/chat/rooms/" + out + "/members/" + gana.handle());
		var invited = community.aMember();
		Talk.invite(gana, room, invited);
		gana.client().put("/chat/preferences", Map.of("takesFrom", "nobody"));
		assertThat(community.anAdmin().client().delete("/users/" + gana.handle()).status()).isEqualTo(204);

		assertThat(Talk.room(kata, room).at("/owner").asBoolean()).isTrue();
		assertThat(Talk.room(third, room).at("/owner").asBoolean()).isFalse();
		assertThat(Talk.members(kata, direct)).containsExactly(kata.handle());
		assertThat(Talk.read(kata, direct)).containsExactly("", "남긴 말", "");
		assertThat(Talk.room(invited, room).at("/invitedBy/name").asString()).isEqualTo("탈퇴한 회원");
		assertThat(Talk.room(kata, alone).at("/memberCount").asInt(-1)).isZero();
		for (var table : new String[]{ "room_member", "room_removal", "message_preference" }) {
			assertThat(community.jdbc().sql("select count(*) from " + table + " where member_id = :id").param("id", gana.id())
					.query(Integer.class).single()).as(table).isZero();
		}
		for (long gone : new long[]{ deleted, hidden }) {
			assertThat(community.jdbc().sql("select state || body from message where id = :id").param("id", gone)
					.query(String.class).single()).as("what nobody was shown goes with them").isEqualTo("removed");
		}
	}
}
