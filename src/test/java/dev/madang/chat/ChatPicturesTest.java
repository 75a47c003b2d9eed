package dev.madang.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.madang.chat.RoomWindow.FIELD;
import static dev.madang.chat.RoomWindow.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Community;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pictures in messages: chosen, pasted and dropped. */
@ChromiumTest
class ChatPicturesTest {

	private static final String CHOSEN = "#say .strip li:not(.coming) img";

	private static final String SHOWN = ".message[data-seq] .pictures img";

	private static final String TRANSFER = """
			([type, of, bytes]) => {
			  const files = new DataTransfer();
			  files.items.add(new File([Uint8Array.from(atob(bytes), each => each.charCodeAt(0))], 'x.jpg', { type: 'image/jpeg' }));
			  document.querySelector(of).dispatchEvent(type === 'paste'
			    ? new ClipboardEvent(type, { clipboardData: files, bubbles: true, cancelable: true })
			    : new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
			}""";

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

	private static FilePayload file(String name, byte[] bytes) {
		return new FilePayload(name, "image/jpeg", bytes);
	}

	private static FilePayload picture(String name) {
		return file(name, PictureFiles.jpeg(1200, 800));
	}

	private static void choose(Page page, FilePayload... files) {
		page.locator("#say [type=file]").setInputFiles(files);
	}

	private static void give(Page page, String type, String of) {
		page.evaluate(TRANSFER, List.of(type, of, Base64.getEncoder().encodeToString(PictureFiles.jpeg(60, 40))));
	}

	@Test
	void severalPicturesGoWithAText() {
		try (var desk = at(gana, 1280); var phone = at(kata, 390)) {
			choose(desk, picture("a.jpg"), picture("b.jpg"));
			assertThat(desk.locator(CHOSEN)).hasCount(2);
			desk.locator("#say .strip [name^=alt]").first().fill("빨간 하늘");
			say(desk, "두 장이에요");
			for (var page : List.of(desk, phone)) {
				assertThat(page.locator(SHOWN)).hasCount(2);
				assertThat(page.locator(SHOWN).first()).hasAttribute("alt", "빨간 하늘");
				assertThat(page.locator(SHOWN).last()).not().hasAttribute("alt", "");
				assertThat(page.locator(".message[data-seq] .text")).hasText("두 장이에요");
				assertThat(page.locator(".pending, .failed")).hasCount(0);
			}
			assertThat(desk.locator(CHOSEN)).hasCount(0);
			assertThat(phone.locator(".room[data-room='" + room + "'] p")).containsText("두 장이에요");
		}
	}

	@Test
	void aPictureAloneIsAMessageAndIsLookedAtAboveThePage() {
		try (var desk = at(gana, 1280)) {
			choose(desk, picture("a.jpg"));
			assertThat(desk.locator(CHOSEN)).hasCount(1);
			desk.locator(FIELD).press("Enter");
			assertThat(desk.locator(SHOWN)).hasCount(1);
			assertThat(desk.locator(".message[data-seq] .text")).hasCount(0);
			desk.locator(SHOWN).click();
			assertThat(desk.locator("dialog.lightbox[open] img")).hasAttribute("src", Pattern.compile("/full\\."));
			desk.keyboard().press("Escape");
			assertThat(desk.locator("dialog.lightbox[open]")).hasCount(0);
		}
	}

	@Test
	void itsPlaceIsThereBeforeItComes() {
		try (var desk = at(gana, 1280); var phone = at(kata, 390)) {
			phone.route("**/media/**", late -> {
				// it never comes
			});
			choose(desk, file("tall.jpg", PictureFiles.jpeg(400, 1600)));
			assertThat(desk.locator(CHOSEN)).hasCount(1);
			desk.locator("#say button.go").click();
			assertThat(phone.locator(SHOWN)).hasCount(1);
			for (var shown : List.of(phone.locator(SHOWN), desk.locator(SHOWN))) {
				assertThat(shown.boundingBox().height).isBetween(350d, 353d);
				assertThat(shown.boundingBox().width).isBetween(86d, 90d);
			}
			phone.reload();
			assertThat(phone.locator(SHOWN).boundingBox().height).as("as the server draws it").isBetween(350d, 353d);
		}
	}

	@Test
	void itIsPastedAndDroppedAndTakenAwayAgain() {
		try (var desk = at(gana, 1280)) {
			give(desk, "dragover", ".conversation");
			assertThat(desk.locator(".attach.over")).hasCount(1);
			give(desk, "drop", ".conversation");
			assertThat(desk.locator(".attach.over")).hasCount(0);
			give(desk, "paste", FIELD);
			assertThat(desk.locator(CHOSEN)).hasCount(2);
			desk.locator("#say .strip [data-dismiss]").first().click();
			assertThat(desk.locator(CHOSEN)).hasCount(1);
			desk.locator("#say button.go").click();
			assertThat(desk.locator(SHOWN)).hasCount(1);
		}
	}

	@Test
	void whatIsNoPictureIsRefusedAndTheRestIsSent() {
		try (var desk = at(gana, 1280)) {
			choose(desk, file("notes.jpg", "no picture".getBytes(StandardCharsets.UTF_8)), picture("a.jpg"));
			assertThat(desk.locator("#say .strip [role=alert]")).containsText("notes.jpg");
			assertThat(desk.locator(CHOSEN)).hasCount(1);
			desk.locator("#say button.go").click();
			assertThat(desk.locator(SHOWN)).hasCount(1);
			assertThat(desk.locator("#say .strip li")).hasCount(0);
		}
	}

	@Test
	void thereAreNoMoreThanTenAtOnce() {
		try (var desk = at(gana, 1280)) {
			choose(desk, IntStream.range(0, 11).mapToObj(number -> file(number + ".jpg", PictureFiles.jpeg(60, 40)))
					.toArray(FilePayload[]::new));
			assertThat(desk.locator(CHOSEN)).hasCount(10);
			assertThat(desk.locator("#say .strip [role=alert]")).containsText("10.jpg");
			desk.locator("#say button.go").click();
			assertThat(desk.locator(SHOWN)).hasCount(10);
		}
	}

	@Test
	void whatIsOnItsWayIsWaitedFor() {
		try (var desk = at(gana, 1280)) {
			var held = new ConcurrentLinkedQueue<Route>();
			desk.route("**/settings/pictures/*/complete", held::add);
			choose(desk, picture("a.jpg"));
			say(desk, "곧 가요");
			assertThat(desk.locator("#say button.go")).hasAttribute("aria-busy", "true");
			assertThat(desk.locator(".message")).hasCount(0);
			desk.waitForCondition(() -> !held.isEmpty());
			held.remove().resume();
			assertThat(desk.locator(SHOWN)).hasCount(1);
			assertThat(desk.locator(".message[data-seq] .text")).hasText("곧 가요");
		}
	}

	@Test
	void withoutScriptAFormBringsIt() {
		try (var plain = chromium.page(390, false)) {
			chromium.enter(plain, community.aSession(kata));
			plain.navigate("/chat/" + room);
			choose(plain, picture("a.jpg"));
			plain.locator("#say button.go").click();
			assertThat(plain.locator(SHOWN)).hasCount(1);
			choose(plain, file("notes.jpg", new byte[]{ 1, 2, 3 }));
			plain.locator(FIELD).fill("글은 남아요");
			plain.locator("#say button.go").click();
			assertThat(plain.locator(".conversation .note")).isVisible();
			assertThat(plain.locator(FIELD)).hasValue("글은 남아요");
			assertThat(plain.locator(SHOWN)).hasCount(1);
		}
	}
}
