package dev.madang.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.madang.chat.RoomWindow.SAID;
import static dev.madang.chat.RoomWindow.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two people in one room, one at a desk and one on a phone. */
@ChromiumTest
class ChatPageTest {

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
		room = gana.client().post("/chat/rooms", Map.of("kind", "open", "name", "읽기 모임")).id();
		kata.client().post("/chat/rooms/" + room + "/members", Map.of());
	}

	@Test
	void nothingIsMissingOrDoubledWhereOneGoesOfflineAndComesBack() {
		try (var desk = at(gana, 1280); var phone = at(kata, 390)) {
			say(desk, "안녕하세요");
			assertThat(phone.locator(SAID)).hasText(new String[]{ "안녕하세요" });
			phone.context().setOffline(true);
			say(desk, "하나");
			say(desk, "둘");
			phone.locator("#say textarea").fill("지하철이에요");
			phone.locator("#say button.go").tap();
			assertThat(phone.locator(".pending")).hasText("지하철이에요 sending");
			phone.context().setOffline(false);
			phone.evaluate("dispatchEvent(new Event('online'))");
			assertThat(desk.locator(SAID).last()).hasText("지하철이에요");
			say(desk, "셋");
			var all = List.of("안녕하세요", "하나", "둘", "지하철이에요", "셋");
			assertThat(desk.locator(SAID)).hasText(all.toArray(String[]::new));
			assertThat(phone.locator(SAID)).hasCount(5);
			assertThat(phone.locator(SAID).allInnerTexts()).containsExactlyElementsOf(all);
			assertThat(phone.locator(".pending, .failed")).hasCount(0);
			assertThat(stored()).containsExactlyElementsOf(all);
		}
	}

	@Test
	void anEnterWhileASyllableIsComposedSendsTheWholeOnce() {
		try (var desk = at(gana, 1280)) {
			desk.locator("#say textarea").focus();
			var devtools = desk.context().newCDPSession(desk);
			compose(devtools, "안녕하세");
			compose(devtools, "안녕하세요");
			key(devtools, "rawKeyDown", 229);
			commit(devtools, "안녕하세요");
			key(devtools, "keyUp", 13);
			assertThat(desk.locator(SAID)).hasText(new String[]{ "안녕하세요" });
			compose(devtools, "네");
			key(devtools, "rawKeyDown", 229);
			commit(devtools, "네");
			// where the system gives the key once more, as on a Mac
			key(devtools, "rawKeyDown", 13);
			key(devtools, "keyUp", 13);
			assertThat(desk.locator(SAID)).hasText(new String[]{ "안녕하세요", "네" });
			assertThat(desk.locator("#say textarea")).hasValue("");
			desk.keyboard().type("three");
			desk.keyboard().press("Shift+Enter");
			desk.keyboard().type("four");
			desk.keyboard().press("Enter");
			assertThat(desk.locator(SAID)).hasCount(3);
			assertThat(stored()).containsExactly("안녕하세요", "네", "three\nfour");
		}
	}

	private static void compose(CDPSession devtools, String text) {
		var composition = new JsonObject();
		composition.addProperty("text", text);
		composition.addProperty("selectionStart", text.length());
		composition.addProperty("selectionEnd", text.length());
		devtools.send("Input.imeSetComposition", composition);
	}

	private static void commit(CDPSession devtools, String text) {
		var whole = new JsonObject();
		whole.addProperty("text", text);
		devtools.send("Input.insertText", whole);
	}

	private static void key(CDPSession devtools, String type, int number) {
		var key = new JsonObject();
		key.addProperty("type", type);
		key.addProperty("code", "Enter");
		key.addProperty("key", number == 229 ? "Process" : "Enter");
		key.addProperty("windowsVirtualKeyCode", number);
		devtools.send("Input.dispatchKeyEvent", key);
	}

	@Test
	void onAPhoneEnterMakesALine() {
		try (var phone = at(kata, 390)) {
			phone.locator("#say textarea").tap();
			phone.keyboard().type("one");
			phone.keyboard().press("Enter");
			phone.keyboard().type("two");
			assertThat(phone.locator("#say textarea")).hasValue("one\ntwo");
			assertThat(stored()).isEmpty();
		}
	}

	@Test
	void olderMessagesComeWithoutAJump() {
		IntStream.range(0, 120).forEach(number -> gana.client().post("/chat/rooms/" + room + "/messages",
				Map.of("body", "말 " + number, "clientId", Community.unique("c"))));
		kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 120));
		try (var desk = at(kata, 1280)) {
			assertThat(desk.locator(SAID).last()).hasText("말 119");
			var first = desk.locator("#m71");
			first.scrollIntoViewIfNeeded();
			var before = first.boundingBox().y;
			assertThat(desk.locator("#m21")).isAttached();
			assertThat(first.boundingBox().y).isBetween(before - 3, before + 3);
		}
	}

	@Test
	void whoHasNotReadIsCountedDown() {
		try (var desk = at(gana, 1280)) {
			say(desk, "읽었나요?");
			assertThat(desk.locator(".own .when i")).hasText("1");
			try (var phone = at(kata, 390)) {
				assertThat(phone.locator(SAID)).hasCount(1);
				assertThat(desk.locator(".own .when i")).hasText("");
			}
		}
	}

	@Test
	void withoutScriptItIsReadAndWrittenByAPlainForm() {
		gana.client().post("/chat/rooms/" + room + "/messages", Map.of("body", "평범하게", "clientId", "p1"));
		try (var plain = chromium.page(390, false)) {
			chromium.enter(plain, community.aSession(kata));
			plain.navigate("/chat");
			plain.locator(".room a").click();
			assertThat(plain.locator(SAID)).hasText("평범하게");
			plain.locator("#say textarea").fill("저도요");
			plain.locator("#say button.go").click();
			assertThat(plain.locator(SAID)).hasText(new String[]{ "평범하게", "저도요" });
		}
	}

	@Test
	void whatIsRefusedGoesBackIntoTheFieldAndWhatIsEditedIsNoDraft() {
		try (var desk = at(kata, 1280)) {
			desk.evaluate("sessionStorage.setItem('sent', 'null')");
			say(desk, "보낸 말");
			assertThat(desk.locator(SAID)).hasText("보낸 말");
			assertThat(desk.locator(".pending")).hasCount(0);
			assertThat(desk.evaluate("sessionStorage.getItem('sent')")).isNull();
			desk.locator("#say textarea").press("ArrowUp");
			assertThat(desk.locator("#say textarea")).hasValue("보낸 말");
			desk.reload();
			assertThat(desk.locator("#say textarea")).hasValue("");
			gana.client().patch("/chat/rooms/" + room, Map.of("slowSeconds", 60));
			say(desk, "너무 빨라요");
			desk.locator(".failed button").last().click();
			assertThat(desk.locator(".failed")).hasCount(0);
			assertThat(desk.locator("#say textarea")).hasValue("너무 빨라요");
			assertThat(stored()).containsExactly("보낸 말");
		}
	}

	@Test
	void thePageOfASearchHasItsSocketToo() {
		try (var desk = at(kata, 1280)) {
			var errors = new ArrayList<String>();
			desk.onPageError(errors::add);
			var socket = desk.waitForWebSocket(() -> desk.navigate("/chat/" + room + "/search?q=x"));
			assertThat(socket.url()).endsWith("/api/v1/socket");
			assertThat(errors).isEmpty();
		}
	}

	private Page at(Person person, int width) {
		return RoomWindow.open(chromium, community, person, room, width);
	}

	private List<String> stored() {
		return community.jdbc().sql("select body from message where room_id = :room order by seq").param("room", room)
				.query(String.class).list();
	}
}
