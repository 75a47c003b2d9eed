package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A question about what somebody offers, where the two have a room already. */
@SecondMadangTest
class AskingTest {

	@Autowired
	Community community;

	private Person buyer;

	private Person seller;

	private long bicycle;

	private long lamp;

	private long room;

	@BeforeEach
	void twoWhoTalkAboutABicycle() {
		buyer = community.aMember();
		seller = community.aMember();
		bicycle = community.aProduct().by(seller).named("자전거").id();
		lamp = community.aProduct().by(seller).named("등불").id();
		room = ask(bicycle).id();
		Talk.say(buyer, room, "자전거 있나요?");
	}

	private Answer ask(long product) {
		return ask("product:" + product);
	}

	private Answer ask(String about) {
		var form = new HashMap<String, Object>(Map.of("kind", "direct", "members", List.of(seller.handle())));
		form.put("about", about);
		return buyer.client().post("/chat/rooms", form);
	}

	private static String about(Answer message) {
		return message.json().at("/about/title").asString("");
	}

	@Test
	void theNextMessageShowsWhatItIsAbout() {
		var again = ask(lamp);
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.id()).isEqualTo(room);
		assertThat(again.text("/nextAbout/title")).isEqualTo("등불");
		assertThat(again.text("/about/title")).as("what the room began with").isEqualTo("자전거");
		assertThat(Talk.room(seller, room).at("/nextAbout").isMissingNode()).as("nobody else knows").isTrue();
		assertThat(about(Talk.say(seller, room, "네?"))).as("no message of the other").isEmpty();
		try (var hers = ChatSocket.of(seller)) {
			assertThat(about(Talk.say(buyer, room, "이것도 있나요?"))).isEqualTo("등불");
			assertThat(hers.next("message").at("/about/address").asString()).isEqualTo("/products/" + lamp);
		}
		assertThat(about(Talk.say(buyer, room, "얼마예요?"))).as("once").isEmpty();
		assertThat(Talk.room(buyer, room).at("/nextAbout").isMissingNode()).isTrue();
		ask(bicycle);
		try (var his = ChatSocket.of(buyer)) {
			his.send(room, "그럼 자전거는요?", Community.unique("c"));
			his.next("ack");
		}
		assertThat(seller.client().get("/chat/rooms/" + room + "/messages").text("/items/4/about/title")).isEqualTo("자전거");
	}

	@Test
	void aMessageThatBringsACardKeepsTheOtherForTheNext() {
		ask(lamp);
		var item = community.anItem().id();
		assertThat(Talk.say(buyer, room, "이 책은요?", Map.of("about", "item:" + item)).text("/about/kind")).isEqualTo("item");
		assertThat(about(Talk.say(buyer, room, "아니, 이거요"))).isEqualTo("등불");
	}

	@Test
	void whatIsNotSentLeavesTheCardWhereItIs() {
		ask(lamp);
		assertThat(Talk.say(buyer, room, "", Map.of()).status()).isEqualTo(422);
		assertThat(about(Talk.say(buyer, room, "이것도요"))).isEqualTo("등불");
	}

	@Test
	void whatOneDoesNotSeeIsNoQuestion() {
		var hidden = community.aProduct().by(seller).id();
		seller.client().delete("/products/" + hidden);
		for (var about : List.of("product:" + hidden, "product:9000000000", "room:" + room, "x")) {
			assertThat(ask(about).json().at("/errors/0/code").asString()).as(about).isEqualTo("unknown-card");
		}
		assertThat(about(Talk.say(buyer, room, "안녕하세요"))).isEmpty();
	}

	@Test
	void onThePageItStandsAboveTheInputAndCanBeTakenAway() {
		var browser = new Browser(community).signedIn(buyer);
		var form = "kind=direct&members=" + seller.handle();
		var opened = browser.post("/chat/new", form + "&about=product:" + lamp);
		assertThat(opened.header("Location")).isEqualTo("/chat/" + room + "#say");
		assertThat(browser.get("/chat/" + room).body()).contains("next-card", "등불");
		browser.post("/chat/new", form);
		assertThat(browser.get("/chat/" + room).body()).doesNotContain("next-card", "등불");

		browser.post("/chat/new", form + "&about=product:" + lamp);
		assertThat(browser.post("/chat/" + room + "/messages", "body=" + Browser.encode("있나요?")).status()).isEqualTo(303);
		assertThat(browser.get("/chat/" + room).body()).doesNotContain("next-card").contains("/products/" + lamp);
		assertThat(new Browser(community).signedIn(seller).get("/chat/" + room).body()).contains("등불");
	}
}
