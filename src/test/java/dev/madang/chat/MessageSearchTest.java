package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.search.Searching;
import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Messages are found by who is in their room, and by nobody else. */
@SecondMadangTest
class MessageSearchTest {

	@Autowired
	Community community;

	private Searching searching;

	private Person gana;

	private Person kata;

	private String word;

	@BeforeEach
	void twoMembers() {
		searching = new Searching(community);
		gana = community.aMember();
		kata = community.aMember();
		word = Searching.aWord();
	}

	private List<Long> found(Person by) {
		return searching.ids(by.client(), word, "&type=message");
	}

	private JsonNode group(Client client, String more) {
		return searching.search(client, word, "&type=message" + more).at("/groups/0");
	}

	@Test
	void aMessageIsFoundByTheMembersOfItsRoomAndSaysWhereItStands() {
		var room = Talk.group(gana, kata);
		Talk.say(gana, room, "앞말");
		var said = Talk.say(gana, room, "내일 **" + word + "**에서 봐요");
		assertThat(found(gana)).containsExactly(said.id());
		var hit = group(kata.client(), "").at("/items/0");
		assertThat(hit.at("/id").asLong()).isEqualTo(said.id());
		assertThat(hit.at("/author/handle").asString()).isEqualTo(gana.handle());
		assertThat(hit.at("/room/id").asLong()).isEqualTo(room);
		assertThat(hit.at("/room/kind").asString()).isEqualTo("group");
		assertThat(hit.at("/seq").asLong()).isEqualTo(2);
		assertThat(hit.at("/address").asString()).isEqualTo("/chat/" + room + "?around=2#m2");
		var span = hit.at("/highlights/excerpt/0");
		assertThat(hit.at("/excerpt").asString().substring(span.at("/start").asInt(), span.at("/end").asInt())).isEqualTo(word);
	}

	@Test
	void nobodyElseFindsItNorLearnsThatItIsThere() {
		Talk.say(gana, Talk.group(gana, kata), word);
		Talk.say(gana, Talk.make(gana, "open"), word);
		assertThat(found(gana)).hasSize(2);
		for (var other : List.of(community.aMember(), community.aModerator(), community.anAdmin())) {
			for (var more : List.of("", "&sort=latest", "&author=" + gana.handle())) {
				var group = group(other.client(), more);
				assertThat(group.at("/total").asLong()).isZero();
				assertThat(group.at("/items")).isEmpty();
			}
		}
		assertThat(group(community.anybody(), "").at("/total").asLong()).isZero();
		assertThat(searching.search(community.anybody(), word, "").at("/groups")).noneMatch(
				group -> "message".equals(group.at("/type").asString()));
		for (var looking : List.of(community.anybody(), kata.client())) {
			assertThat(searching.suggested(looking, word.substring(0, word.length() - 1))).isEmpty();
			var misspelt = searching.search(looking, word.substring(0, 4) + "0" + word.substring(5), "&type=post");
			assertThat(misspelt.has("correction")).isFalse();
		}
	}

	@Test
	void whoCameLaterFindsWhatWasSaidSince() {
		var room = Talk.make(gana, "group");
		Talk.say(gana, room, word);
		Talk.bring(gana, room, kata);
		assertThat(found(kata)).isEmpty();
		var since = Talk.say(gana, room, word + " 또");
		assertThat(found(kata)).containsExactly(since.id());
		assertThat(found(gana)).hasSize(2);
	}

	@Test
	void whoLeavesOrIsRemovedFindsNothingAtOnce() {
		var room = Talk.group(gana, kata);
		Talk.say(gana, room, word);
		assertThat(found(kata)).hasSize(1);
		kata.client().delete("/chat/rooms/" + room + "/members/me");
		assertThat(found(kata)).isEmpty();
		assertThat(found(gana)).hasSize(1);
	}

	@Test
	void aDirectRoomThatOneDeletedForOneselfIsFoundByTheOtherAlone() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, word);
		assertThat(found(kata)).hasSize(1);
		kata.client().delete("/chat/rooms/" + room);
		assertThat(found(kata)).isEmpty();
		assertThat(found(gana)).hasSize(1);
	}

	@Test
	void aRequestIsFoundOnceItIsAccepted() {
		var room = Talk.direct(gana, kata).id();
		Talk.say(gana, room, word);
		assertThat(found(kata)).isEmpty();
		kata.client().put("/chat/rooms/" + room + "/request", Map.of("accept", true));
		assertThat(found(kata)).hasSize(1);
	}

	@Test
	void whatIsEditedDeletedOrOfABlockedMemberIsFoundAsItIsRead() {
		var room = Talk.group(gana, kata);
		var edited = Talk.say(gana, room, word).id();
		gana.client().patch("/chat/messages/" + edited, Map.of("body", "다른 말"));
		var deleted = Talk.say(gana, room, word).id();
		var stays = Talk.say(gana, room, word).id();
		assertThat(found(kata)).containsExactly(stays, deleted);
		gana.client().delete("/chat/messages/" + deleted);
		assertThat(found(kata)).containsExactly(stays);
		kata.client().put("/users/" + gana.handle() + "/block");
		assertThat(found(kata)).isEmpty();
		assertThat(found(gana)).containsExactly(stays);
	}

	@Test
	void aModeratorIsInARoomAMemberLikeOthers() {
		var moderator = community.aModerator();
		var room = Talk.make(gana, "open");
		moderator.client().post("/chat/rooms/" + room + "/members", Map.of("handles", List.of()));
		Talk.say(gana, room, word);
		assertThat(found(moderator)).hasSize(1);
		moderator.client().put("/users/" + gana.handle() + "/block");
		assertThat(found(moderator)).isEmpty();
	}

	@Test
	void oneRoomIsSearchedAloneTheLatestFirstPageByPage() {
		var room = Talk.group(gana, kata);
		Talk.say(gana, Talk.group(gana, kata), word);
		for (int i = 1; i <= 5; i++) {
			Talk.say(gana, room, word + " " + i);
		}
		var first = group(kata.client(), "&limit=3&room=" + room);
		assertThat(first.at("/total").asLong()).isEqualTo(5);
		assertThat(Talk.all(first.at("/items")).map(hit -> hit.at("/seq").asLong())).containsExactly(5L, 4L, 3L);
		var next = group(kata.client(), "&limit=3&room=" + room + "&cursor=" + first.at("/nextCursor").asString());
		assertThat(Talk.all(next.at("/items")).map(hit -> hit.at("/seq").asLong())).containsExactly(2L, 1L);
		assertThat(group(community.aMember().client(), "&room=" + room).at("/total").asLong()).isZero();
		assertThat(searching.search(kata.client(), word, "&type=post&room=" + room).at("/groups/0/total").asLong()).isZero();
	}

	@Test
	void theRoomsPageSearchesItWithoutScript() {
		var room = Talk.group(gana, kata);
		Talk.say(gana, room, "1 < 2 " + word);
		searching.settle();
		var page = new Browser(community).signedIn(kata);
		assertThat(page.get("/chat/" + room).body()).contains("action=\"/chat/" + room + "/search\"");
		assertThat(page.get("/chat/" + room + "/search?q=" + word).body())
				.contains("href=\"/chat/" + room + "?around=1#m1\"", "1 &lt; 2", "<mark>" + word + "</mark>");
		assertThat(page.get("/search?q=" + word).body()).contains("/chat/" + room + "?around=1#m1");
		var other = new Browser(community).signedIn(community.aMember());
		assertThat(other.get("/chat/" + room + "/search?q=" + word).status()).isEqualTo(404);
		assertThat(new Browser(community).get("/search?q=" + word).body()).doesNotContain("type=message");
	}
}
