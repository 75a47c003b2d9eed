package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a message says, and what becomes of it. */
@SecondMadangTest
class MessagesTest {

	@Autowired
	Community community;

	private Person gana;

	private Person kata;

	private long room;

	@BeforeEach
	void aGroup() {
		gana = community.aMember();
		kata = community.aMember();
		room = Talk.group(gana, kata);
	}

	private static Answer edit(Person by, long message, String body) {
		return by.client().patch("/chat/messages/" + message, Map.of("body", body));
	}

	private static Answer remove(Person by, long message) {
		return by.client().delete("/chat/messages/" + message);
	}

	private static String error(Answer answer) {
		return answer.status() + " " + answer.text("/errors/0/field") + " " + answer.text("/errors/0/code");
	}

	private JsonNode first(Person by) {
		return by.client().get("/chat/rooms/" + room + "/messages").json().at("/items/0");
	}

	@Test
	void itIsTheInlinePartOfMarkdown() {
		var html = Talk.say(gana, room, """
				**굵게** <script>alert(1)</script> [나쁜](javascript:alert(1)) [좋은](https://example.org)
				# 제목 아님
				- 목록 아님
				![그림](https://example.org/x.png)""").text("/bodyHtml");
		assertThat(html).contains("<strong>굵게</strong>", "href=\"https://example.org\"").doesNotContain("<script",
				"href=\"javascript", "<h1", "<ul", "<li");
	}

	@Test
	void onlyItsAuthorEditsIt() {
		var id = Talk.say(gana, room, "하나").id();
		try (var his = ChatSocket.of(kata)) {
			assertThat(edit(kata, id, "둘").code()).isEqualTo("not-yours");
			assertThat(edit(community.aMember(), id, "둘").status()).isEqualTo(404);
			assertThat(edit(community.aModerator(), id, "둘").status()).isEqualTo(404);
			assertThat(error(edit(gana, id, "  "))).isEqualTo("422 body blank");
			assertThat(error(edit(gana, id, "가".repeat(4001)))).isEqualTo("422 body too-long");
			assertThat(gana.client().patch("/chat/messages/" + id, "{}").status()).isEqualTo(422);
			assertThat(edit(gana, id, "하나").json().at("/editedAt").isMissingNode()).as("the same").isTrue();
			var edited = edit(gana, id, "**둘**");
			assertThat(edited.text("/bodyHtml")).contains("<strong>둘</strong>");
			assertThat(edited.text("/editedAt")).isNotEmpty();
			var heard = his.nextSaid();
			assertThat(heard.at("/type").asString()).isEqualTo("edited");
			assertThat(heard.at("/id").asLong()).isEqualTo(id);
			assertThat(heard.at("/seq").asLong()).isEqualTo(1);
			assertThat(heard.at("/body").asString()).isEqualTo("**둘**");
		}
		assertThat(Talk.read(kata, room)).containsExactly("**둘**");
	}

	@Test
	void whatIsDeletedKeepsItsPlaceAndNothingElse() {
		var id = Talk.say(gana, room, "지울 말", Map.of("replyTo", Talk.say(kata, room, "물음").json().at("/seq").asLong())).id();
		Talk.say(kata, room, "그 말에", Map.of("replyTo", 2));
		try (var his = ChatSocket.of(kata)) {
			assertThat(remove(kata, id).code()).isEqualTo("not-yours");
			assertThat(remove(community.aModerator(), id).status()).isEqualTo(404);
			assertThat(remove(gana, id).status()).isEqualTo(204);
			var heard = his.nextSaid();
			assertThat(heard.at("/type").asString()).isEqualTo("deleted");
			assertThat(heard.at("/seq").asLong()).isEqualTo(2);
			assertThat(heard.toString()).doesNotContain("지울", "물음");
		}
		assertThat(remove(gana, id).status()).isEqualTo(404);
		assertThat(edit(gana, id, "다시").status()).isEqualTo(404);
		var all = kata.client().get("/chat/rooms/" + room + "/messages");
		assertThat(all.body()).doesNotContain("지울");
		assertThat(all.json().at("/items")).hasSize(3);
		assertThat(all.json().at("/items/1/deleted").asBoolean()).isTrue();
		assertThat(all.json().at("/items/1/author/handle").asString()).isEqualTo(gana.handle());
		assertThat(all.json().at("/items/2/replyTo/excerpt").asString("-")).isEmpty();
		assertThat(error(Talk.say(kata, room, "늦은 답", Map.of("replyTo", 2)))).isEqualTo("422 replyTo unknown-message");
		remove(kata, all.json().at("/items/2/id").asLong());
		assertThat(Talk.listed(gana, room).at("/lastMessage/deleted").asBoolean()).isTrue();
		assertThat(Talk.listed(gana, room).toString()).doesNotContain("그 말에");
	}

	@Test
	void anAnswerShowsTheBeginningOfWhatItAnswers() {
		Talk.say(gana, room, "**질문**\n" + "길다 ".repeat(100));
		try (var hers = ChatSocket.of(gana)) {
			var answer = Talk.say(kata, room, "답", Map.of("replyTo", 1));
			var heard = hers.next("message");
			for (var reply : List.of(answer.json().at("/replyTo"), heard.at("/replyTo"))) {
				assertThat(reply.at("/seq").asLong()).isEqualTo(1);
				assertThat(reply.at("/author/handle").asString()).isEqualTo(gana.handle());
				assertThat(reply.at("/excerpt").asString()).startsWith("질문").doesNotContain("**", "\n")
						.hasSizeLessThan(100);
			}
		}
		assertThat(error(Talk.say(kata, room, "답", Map.of("replyTo", 9)))).isEqualTo("422 replyTo unknown-message");
		var secret = Talk.make(gana, "group");
		Talk.say(gana, secret, "하나");
		Talk.say(gana, secret, "둘");
		Talk.say(gana, secret, "셋");
		assertThat(error(Talk.say(kata, room, "답", Map.of("replyTo", 3)))).as("another room's")
				.isEqualTo("422 replyTo unknown-message");
	}

	@Test
	void aCardShowsWhatItsSenderSeesAndSaysWhatEverybodyDoes() {
		var open = community.aPost().by(gana).titled("모두의 글").id();
		var among = community.aPost().by(gana).in(community.aCategory(Map.of("readRole", "member"))).titled("회원의 글").id();
		var card = Talk.say(gana, room, "", Map.of("about", "post:" + open)).json().at("/about");
		assertThat(card.at("/title").asString()).isEqualTo("모두의 글");
		assertThat(card.at("/address").asString()).isEqualTo("/p/" + open);
		var closed = Talk.say(gana, room, "", Map.of("about", "post:" + among));
		assertThat(closed.status()).isEqualTo(201);
		assertThat(closed.json().at("/about/title").isMissingNode()).isTrue();
		assertThat(closed.body()).doesNotContain("회원의 글");
		var item = community.anItem().id();
		assertThat(Talk.say(kata, room, "이거", Map.of("about", "item:" + item)).text("/about/kind")).isEqualTo("item");

		var draft = community.aPost().by(gana).draft().id();
		var secret = community.aPost().by(community.aModerator()).in(community.aCategory(Map.of("readRole", "moderator"))).id();
		for (var about : List.of("post:" + draft, "post:" + secret, "user:" + gana.id(), "room:" + room, "post:-1", "post")) {
			assertThat(error(Talk.say(kata, room, "", Map.of("about", about)))).as(about).isEqualTo("422 about unknown-card");
		}
		gana.client().delete("/posts/" + open);
		assertThat(first(kata).at("/about/title").isMissingNode()).as("what is hidden by now").isTrue();
		assertThat(error(Talk.say(gana, room, ""))).isEqualTo("422 body blank");
	}

	@Test
	void whoIsNamedSeesThatInTheList() {
		var outside = community.aMember();
		var id = Talk.say(gana, room, "@" + kata.handle() + " @" + outside.handle() + " 봐요").id();
		assertThat(Talk.listed(kata, room).at("/mentioned").asBoolean()).isTrue();
		assertThat(Talk.listed(gana, room).at("/mentioned").asBoolean()).isFalse();
		assertThat(Talk.rooms(outside)).isEmpty();
		edit(gana, id, "아무도 아님");
		assertThat(Talk.listed(kata, room).at("/mentioned").asBoolean()).isFalse();
		edit(gana, id, "역시 @" + kata.handle());
		assertThat(Talk.listed(kata, room).at("/mentioned").asBoolean()).isTrue();
		kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 1));
		assertThat(Talk.listed(kata, room).at("/mentioned").asBoolean()).isFalse();
	}

	@Test
	void theSameAgainIsTheSame() {
		var name = Map.of("clientId", "한 이름");
		var first = Talk.say(gana, room, "한 번", name);
		for (var again : List.of(Talk.say(gana, room, "한 번", name), Talk.say(gana, room, "다른 말", name),
				Talk.say(gana, room, "한 번", Map.of("clientId", "한 이름", "replyTo", 1)))) {
			assertThat(again.status()).isEqualTo(201);
			assertThat(again.id()).isEqualTo(first.id());
			assertThat(again.text("/body")).isEqualTo("한 번");
		}
		assertThat(Talk.say(gana, Talk.make(gana, "group"), "한 번", name).code()).isEqualTo("client-id-used");
		assertThat(Talk.say(kata, room, "남의 이름", name).json().at("/seq").asLong()).as("no hole before it").isEqualTo(2);
	}

	@Test
	void theSameAtOnceIsStoredOnce() throws Exception {
		Callable<Long> send = () -> Talk.say(gana, room, "한 번", Map.of("clientId", "together")).id();
		var ids = new HashSet<Long>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (var id : threads.invokeAll(List.of(send, send, send, send))) {
				ids.add(id.get());
			}
		}
		assertThat(ids).hasSize(1);
		assertThat(Talk.say(gana, room, "다음").json().at("/seq").asLong()).isEqualTo(2);
	}

	@Test
	void itsPicturesAreForThoseWhoReadIt() {
		var picture = picture(gana);
		assertThat(error(Talk.say(kata, room, "", Map.of("mediaIds", List.of(picture)))))
				.isEqualTo("422 mediaIds unknown-picture");
		try (var his = ChatSocket.of(kata)) {
			var said = Talk.say(gana, room, "", Map.of("mediaIds", List.of(picture)));
			assertThat(said.status()).isEqualTo(201);
			assertThat(said.json().at("/media")).hasSize(1);
			assertThat(his.next("message").at("/media")).hasSize(1);
			assertThat(Talk.listed(kata, room).at("/lastMessage/pictured").asBoolean()).isTrue();
			assertThat(kata.client().get("/media/" + picture).status()).isEqualTo(200);
			assertThat(community.aMember().client().get("/media/" + picture).status()).isEqualTo(404);
			assertThat(community.anybody().get("/media/" + picture).status()).isEqualTo(404);
			assertThat(edit(gana, said.id(), "이제 말도").json().at("/media")).hasSize(1);
			assertThat(edit(gana, said.id(), "").text("/body")).isEmpty();
			remove(gana, said.id());
		}
		assertThat(kata.client().get("/media/" + picture).status()).as("of what is deleted").isEqualTo(404);
		assertThat(first(kata).at("/media")).isEmpty();
	}

	private long picture(Person owner) {
		return community.jdbc().sql("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height)
				values (:id, 'image/png', 'x.png', 1, now(), :key, 'png', 1, 1) returning id
				""").param("id", owner.id()).param("key", Community.unique("no-file-of-this-key")).query(Long.class).single();
	}

	@Test
	void thePlainFormTakesNoMoreThanTheApi() {
		var browser = new Browser(community).signedIn(gana);
		for (var fields : List.of("body=", "body=%00&clientId=f1", "body=x&clientId=%00", "body=x&clientId=a%0Ab",
				"body=x&clientId=" + "c".repeat(65), "body=" + "x".repeat(4001), "body=x&replyTo=99", "body=x&replyTo=x")) {
			assertThat(browser.post("/chat/" + room + "/messages", fields).status()).as(fields).isIn(400, 422);
		}
		assertThat(Talk.read(gana, room)).isEmpty();
		assertThat(browser.post("/chat/" + room + "/messages", "body=x&clientId=f1").status()).isEqualTo(303);
		assertThat(Talk.read(gana, room)).containsExactly("x");
	}

	@Test
	void messagesAreReadInParts() {
		for (int i = 1; i <= 7; i++) {
			Talk.say(gana, room, "말 " + i);
		}
		assertThat(seqs("limit=2")).containsExactly(6L, 7L);
		assertThat(seqs("before=6&limit=2")).containsExactly(4L, 5L);
		assertThat(seqs("after=2&limit=3")).containsExactly(3L, 4L, 5L);
		assertThat(seqs("around=4&limit=4")).containsExactly(2L, 3L, 4L, 5L);
		assertThat(seqs("after=7")).isEmpty();
		assertThat(seqs("before=-1")).isEmpty();
		for (var wrong : List.of("limit=0", "limit=101", "limit=x", "before=1&after=2", "before=x")) {
			assertThat(kata.client().get("/chat/rooms/" + room + "/messages?" + wrong).status()).as(wrong).isIn(400, 422);
		}
	}

	private List<Long> seqs(String which) {
		return Talk.all(kata.client().get("/chat/rooms/" + room + "/messages?" + which).json().at("/items"))
				.map(each -> each.at("/seq").asLong()).toList();
	}
}
