package dev.madang.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.madang.chat.RoomWindow.FIELD;
import static dev.madang.chat.RoomWindow.SAID;
import static dev.madang.chat.RoomWindow.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What one does with messages: answering, editing, deleting; and what the page knows of them after a while. */
@ChromiumTest
class ChatActsTest {

	private static final String BAR = "#say .answering";

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	private Person gana;

	private Person kata;

	private long room;

	@BeforeEach
	void twoInOneRoom() {
		gana = community.aMember();
		kata = community.aMember();
		room = Talk.group(gana, kata);
	}

	private Page at(Person person, int width) {
		return RoomWindow.open(chromium, community, person, room, width);
	}

	private static void touch(CDPSession devtools, String type, double x, double y) {
		var points = new JsonArray();
		if (!"touchEnd".equals(type)) {
			var point = new JsonObject();
			point.addProperty("x", x);
			point.addProperty("y", y);
			points.add(point);
		}
		var event = new JsonObject();
		event.addProperty("type", type);
		event.add("touchPoints", points);
		devtools.send("Input.dispatchTouchEvent", event);
	}

	private static void swipe(Page phone, String of, double right, double down) {
		var box = phone.locator(of).boundingBox();
		var devtools = phone.context().newCDPSession(phone);
		var x = box.x + box.width / 2;
		var y = box.y + box.height / 2;
		touch(devtools, "touchStart", x, y);
		IntStream.rangeClosed(1, 8).forEach(step -> touch(devtools, "touchMove", x + right * step / 8, y + down * step / 8));
		touch(devtools, "touchEnd", 0, 0);
		devtools.detach();
	}

	@Test
	void aSwipeAnswers() {
		Talk.say(gana, room, "몇 시에 만나요?");
		try (var phone = at(kata, 390)) {
			swipe(phone, "#m1 .bubble", 10, -90);
			assertThat(phone.locator(BAR)).isHidden();
			swipe(phone, "#m1 .bubble", -30, 0);
			assertThat(phone.locator(BAR)).isHidden();
			swipe(phone, "#m1 .bubble", -90, 0);
			assertThat(phone.locator(BAR)).containsText("몇 시에 만나요?");
			assertThat(phone.locator(".swiped")).hasCount(0);
			say(phone, "세 시요");
			assertThat(phone.locator("#m2 .answered")).containsText("몇 시에 만나요?");
			assertThat(phone.locator(BAR)).isHidden();
			assertThat(stored(2)).isEqualTo("세 시요 1");
		}
	}

	private String stored(long seq) {
		return community.jdbc()
				.sql("select body || ' ' || coalesce(reply_to, 0) from message where room_id = :room and seq = :seq")
				.param("room", room).param("seq", seq).query(String.class).single();
	}

	@Test
	void keysGoFromMessageToMessageAndAnswer() {
		Talk.say(gana, room, "하나");
		Talk.say(gana, room, "둘");
		try (var desk = at(kata, 1280)) {
			desk.locator("#m2").focus();
			desk.keyboard().press("ArrowUp");
			assertThat(desk.locator("#m1")).isFocused();
			assertThat(desk.locator("#m1 .acts")).isVisible();
			desk.keyboard().press("r");
			assertThat(desk.locator(BAR)).containsText("하나");
			assertThat(desk.locator(FIELD)).isFocused();
			assertThat(desk.locator(FIELD)).hasValue("");
			desk.keyboard().press("Escape");
			assertThat(desk.locator(BAR)).isHidden();
			desk.locator("#m2 .bubble").hover();
			desk.locator(".acts [data-act=answer]").click();
			desk.keyboard().type("답");
			desk.keyboard().press("Enter");
			assertThat(desk.locator("#m3 .answered")).containsText("둘");
			assertThat(desk.locator("#m3 .answered")).hasAttribute("href", "#m2");
		}
	}

	@Test
	void anArrowInAnEmptyFieldEditsOnesLastMessage() {
		Talk.say(gana, room, "남의 말");
		try (var desk = at(kata, 1280); var other = at(gana, 1280)) {
			say(desk, "오타가 잇어요");
			assertThat(desk.locator(SAID)).hasCount(2);
			desk.locator(FIELD).press("ArrowUp");
			assertThat(desk.locator(FIELD)).hasValue("오타가 잇어요");
			desk.locator(FIELD).fill("오타가 있어요");
			desk.locator(FIELD).press("Enter");
			for (var page : new Page[]{ desk, other }) {
				assertThat(page.locator("#m2 .text")).hasText("오타가 있어요");
				assertThat(page.locator("#m2 .when > span")).hasText("edited");
			}
			assertThat(desk.locator(FIELD)).hasValue("");
			desk.locator(FIELD).press("ArrowUp");
			assertThat(desk.locator(FIELD)).hasValue("오타가 있어요");
			desk.locator(FIELD).press("Escape");
			assertThat(desk.locator(FIELD)).hasValue("");
			assertThat(desk.locator("#m1 .when > span")).hasCount(0);
		}
	}

	@Test
	void aDeletedMessageKeepsItsPlaceOnAllPages() {
		Talk.say(gana, room, "지울 말");
		Talk.say(kata, room, "답", Map.of("replyTo", 1));
		try (var desk = at(gana, 1280); var phone = at(kata, 390)) {
			desk.onDialog(Dialog::accept);
			desk.locator("#m1").focus();
			desk.keyboard().press("Delete");
			for (var page : new Page[]{ desk, phone }) {
				assertThat(page.locator("#m1 .text")).hasText("Deleted message");
				assertThat(page.locator("#m2 .answered")).containsText("Deleted message");
			}
			desk.locator("#m2").hover();
			assertThat(desk.locator("#m2 [data-act=delete]")).isHidden();
		}
	}

	@Test
	void aTapShowsWhatOneCanDoWithAMessage() {
		Talk.say(gana, room, "말");
		try (var phone = at(kata, 390)) {
			phone.locator("#m1 .bubble").tap();
			assertThat(phone.locator("#m1 .acts a")).hasAttribute("href", Pattern.compile("/report\\?target=message:\\d+"));
			assertThat(phone.locator("#m1 [data-act=answer]").boundingBox().height).isGreaterThanOrEqualTo(44);
			phone.locator("#m1 .bubble").tap();
			assertThat(phone.locator("#m1 .acts")).hasCount(0);
		}
	}

	@Test
	void aQuoteLeadsToWhatItQuotesHoweverFarAndBackToTheEnd() {
		Talk.say(gana, room, "첫 말");
		IntStream.rangeClosed(2, 119).forEach(number -> Talk.say(number % 2 == 0 ? gana : kata, room, "말 " + number));
		Talk.say(gana, room, "그때 그 말", Map.of("replyTo", 1));
		Talk.say(gana, room, "조금 전", Map.of("replyTo", 119));
		kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 121));
		try (var desk = at(kata, 1280)) {
			desk.locator("#m121 .answered").click();
			assertThat(desk.locator("#m119")).hasClass(Pattern.compile("found"));
			desk.locator(FIELD).fill("쓰다 만 말");
			desk.locator("#m120 .answered").click();
			assertThat(desk.locator("#m1")).isInViewport();
			assertThat(desk.locator("#m121")).hasCount(0);
			assertThat(desk.locator(FIELD)).hasValue("쓰다 만 말");
			var arrived = Talk.say(gana, room, "그사이에");
			assertThat(arrived.status()).isEqualTo(201);
			for (var seq : new int[]{ 25, 75, 122 }) {
				desk.locator("#m" + seq).scrollIntoViewIfNeeded();
			}
			assertThat(desk.locator(SAID)).hasCount(122);
			assertThat(desk.locator(".day")).hasCount(1);
			Talk.say(gana, room, "이어서");
			assertThat(desk.locator("#m123")).isAttached();
		}
	}

	@Test
	void afterAnAbsenceThePageShowsWhatBecameOfItsMessages() {
		IntStream.rangeClosed(1, 60).forEach(number -> Talk.say(kata, room, "말 " + number));
		gana.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 60));
		try (var phone = at(kata, 390)) {
			assertThat(phone.locator("#m60 .when > i")).hasText("");
			phone.locator("#m11").scrollIntoViewIfNeeded();
			assertThat(phone.locator("#m1")).isAttached();
			phone.context().setOffline(true);
			edit(2, "고친 말");
			kata.client().delete("/chat/messages/" + id(5));
			kata.client().delete("/chat/messages/" + id(60));
			Talk.say(kata, room, "놓친 말");
			phone.context().setOffline(false);
			phone.evaluate("dispatchEvent(new Event('online'))");
			assertThat(phone.locator("#m61 .text")).hasText("놓친 말");
			assertThat(phone.locator("#m61 .when > i")).hasText("1");
			assertThat(phone.locator("#m60 .text")).hasText("Deleted message");
			assertThat(phone.locator("#m5 .text")).hasText("Deleted message");
			assertThat(phone.locator("#m2 .text")).hasText("고친 말");
			assertThat(phone.locator("#m2 .when > span")).hasText("edited");
			assertThat(phone.locator(SAID)).hasCount(61);
			gana.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 61));
			assertThat(phone.locator("#m61 .when > i")).hasText("");
		}
	}

	private long id(int seq) {
		return community.jdbc().sql("select id from message where room_id = :room and seq = :seq").param("room", room)
				.param("seq", seq).query(Long.class).single();
	}

	private void edit(int seq, String body) {
		kata.client().patch("/chat/messages/" + id(seq), Map.of("body", body));
	}

	@Test
	void mutingIsSeenInOnesOtherWindows() {
		try (var one = at(kata, 1280); var two = at(kata, 1280)) {
			assertThat(two.locator(".room-menu form[action$='/mute'] button")).hasText("Mute");
			one.locator(".room-menu summary").click();
			one.locator(".room-menu form[action$='/mute'] button").click();
			assertThat(two.locator(".room-menu form[action$='/mute'] button")).hasText("Unmute");
			assertThat(two.locator(".room[data-room='" + room + "']")).containsText("muted");
		}
	}
}
