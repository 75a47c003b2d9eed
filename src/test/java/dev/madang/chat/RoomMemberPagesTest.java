package dev.madang.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Community;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is in a room, and what its owners do with it, on a page that needs no script. */
@ChromiumTest
class RoomMemberPagesTest {

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	private Person owner;

	private Person member;

	private Person third;

	private long room;

	@BeforeEach
	void aGroup() {
		owner = community.aMember();
		member = community.aMember();
		third = community.aMember();
		room = Talk.group(owner, member, third);
	}

	private Page members(Person person, boolean script) {
		var page = chromium.page(1280, script);
		chromium.enter(page, community.aSession(person));
		page.navigate("/chat/" + room + "/members");
		return page;
	}

	private static void act(Page page, Person on, String act) {
		var row = page.locator(".room-members li").filter(new Locator.FilterOptions()
				.setHasText(on.handle()));
		row.locator("summary").click();
		row.locator("button[value=" + act + "]").click();
	}

	@Test
	void anOwnerNamesTheRoomAndSlowsItDown() {
		try (var page = members(owner, false)) {
			page.locator("[name=name]").fill("새 이름");
			page.locator("[name=description]").fill("새 소개");
			page.locator("[name=slowSeconds]").selectOption("30");
			page.locator("form[action$='/settings'] button").click();
			assertThat(page.locator("h1")).hasText("새 이름");
			var now = Talk.room(member, room);
			assertThat(now.at("/description").asString()).isEqualTo("새 소개");
			assertThat(now.at("/slowSeconds").asInt()).isEqualTo(30);
			page.locator("[name=name]").fill("이름".repeat(40));
			page.locator("form[action$='/settings'] button").click();
			assertThat(page.locator("[name=name]")).hasAttribute("aria-invalid", "true");
			assertThat(page.locator("[name=description]")).hasValue("새 소개");
		}
		try (var page = RoomWindow.open(chromium, community, member, room, 1280)) {
			assertThat(page.locator(".rule")).containsText("one message every 30 s");
			RoomWindow.say(page, "하나");
			RoomWindow.say(page, "둘");
			assertThat(page.locator(".failed .when")).containsText("Send again");
		}
	}

	@Test
	void anOwnerSharesAndHandsOverTheRoom() {
		try (var page = members(owner, true)) {
			page.onDialog(Dialog::accept);
			act(page, member, "owner");
			assertThat(roles()).isEqualTo(Map.of(owner.handle(), "owner", member.handle(), "owner", third.handle(), "member"));
			act(page, member, "member");
			act(page, third, "hand-over");
			assertThat(page.locator("form[action$='/settings']")).hasCount(0);
			assertThat(roles()).isEqualTo(Map.of(owner.handle(), "member", member.handle(), "member", third.handle(), "owner"));
		}
	}

	@Test
	void anOwnerRemovesAMemberAfterBeingAsked() {
		try (var page = members(owner, true)) {
			page.onceDialog(Dialog::dismiss);
			act(page, third, "remove");
			assertThat(page.locator(".room-members li")).hasCount(3);
			page.reload();
			page.onceDialog(Dialog::accept);
			act(page, third, "remove");
			assertThat(page.locator(".room-members li")).hasCount(2);
			assertThat(Talk.members(owner, room)).doesNotContain(third.handle());
		}
	}

	@Test
	void theLastOwnerIsToldThatTheRoomNeedsOne() {
		try (var page = members(owner, false)) {
			act(page, owner, "member");
			assertThat(page.locator("[role=alert]")).isVisible();
			assertThat(roles()).containsEntry(owner.handle(), "owner");
		}
	}

	@Test
	void aMemberInvitesAndIsOfferedNothingElse() {
		var fourth = community.aMember();
		try (var page = members(member, false)) {
			assertThat(page.locator("form[action$='/settings'], [name=act]")).hasCount(0);
			page.locator("[name=handle]").fill("@" + fourth.handle());
			page.locator("form[action$='/invite'] button").click();
			assertThat(page.locator(".room-members li")).hasCount(4);
			assertThat(page.locator(".room-members li").last()).containsText("invited");
			page.locator("[name=handle]").fill("nobody_at_all");
			page.locator("form[action$='/invite'] button").click();
			assertThat(page.locator("[role=alert]")).isVisible();
			assertThat(page.locator("[name=handle]")).hasValue("nobody_at_all");
		}
	}

	@Test
	void nobodyElseDoesWhatIsAnOwners() {
		try (var page = members(member, true)) {
			var csrf = page.locator("form[action$='/invite'] [name=_csrf]").inputValue();
			for (var form : Map.of("/settings", "name=x", "/members/" + third.handle(), "act=remove",
					"/members/" + member.handle(), "act=owner", "/members/" + owner.handle(), "act=hand-over").entrySet()) {
				assertThat(page.evaluate(
						"""
								([path, body]) => fetch(path, { method: 'POST', body: new URLSearchParams(body) }).then(got => got.status)
								""",
						List.of("/chat/" + room + form.getKey(), form.getValue() + "&_csrf=" + csrf)))
						.as(form.getKey()).isEqualTo(403);
			}
			assertThat(roles()).isEqualTo(Map.of(owner.handle(), "owner", member.handle(), "member", third.handle(), "member"));
		}
		try (var page = members(community.aMember(), true)) {
			assertThat(page.locator(".room-members")).hasCount(0);
		}
	}

	private Map<String, String> roles() {
		var roles = new HashMap<String, String>();
		Talk.all(owner.client().get("/chat/rooms/" + room + "/members").json())
				.forEach(each -> roles.put(each.at("/user/handle").asString(), each.at("/role").asString()));
		return roles;
	}
}
