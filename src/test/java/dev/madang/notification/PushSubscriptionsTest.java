package dev.madang.notification;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which devices are pushed a member's notifications. */
@SecondMadangTest
class PushSubscriptionsTest {

	private static final String PATH = "/users/me/push-subscriptions";

	@Autowired
	Community community;

	private final PushedDevice device = new PushedDevice();

	private Person member;

	@BeforeEach
	void aMember() {
		member = community.aMember();
	}

	private List<String> endpoints(Person of) {
		return of.client().get(PATH).json().at("/items").valueStream().map(each -> each.at("/endpoint").asString()).toList();
	}

	private static Answer put(Person by, PushedDevice device) {
		return by.client().put(PATH, device.subscription());
	}

	@Test
	void aDeviceSubscribesOnceHoweverOftenItAsks() {
		for (int i = 0; i < 3; i++) {
			assertThat(put(member, device).status()).isEqualTo(204);
		}
		assertThat(endpoints(member)).containsExactly(device.endpoint());
		assertThat(member.client().get(PATH).json().at("/items/0/current").asBoolean()).isTrue();
	}

	@Test
	void whatWaitsForADeviceRemainsWhenItAsksAgain() {
		put(member, device);
		community.jdbc().sql("""
				update push_subscription set sent_up_to = 0, due_up_to = 1, attempts = 3, next_at = now() + interval '1 hour'
				where endpoint = :endpoint
				""").param("endpoint", device.endpoint()).update();
		put(member, device);
		assertThat(waiting()).isTrue();
		put(community.aMember(), device);
		assertThat(waiting()).as("for another it is another").isFalse();
	}

	private boolean waiting() {
		return community.jdbc().sql("""
				select due_up_to > sent_up_to and attempts = 3 and next_at > now() from push_subscription
				where endpoint = :endpoint
				""").param("endpoint", device.endpoint()).query(Boolean.class).single();
	}

	@Test
	void aProgramsTokenMakesNoneAndEndsThem() {
		var token = member.client().post("/users/me/access-tokens",
				Map.of("name", "백업", "scopes", List.of("read", "write"))).text("/token");
		var program = community.anybody().header("Authorization", "Bearer " + token);
		var answer = program.put(PATH, device.subscription());
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo("scope-missing");
		put(member, device);
		assertThat(program.get(PATH).json().at("/items")).hasSize(1);
		assertThat(program.delete(PATH).status()).isEqualTo(204);
		assertThat(endpoints(member)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			none                                    | missing
			https                                   | too-short
			no address at all                       | bad-endpoint
			ftp://push.example/x                    | bad-endpoint
			https://me:secret@push.example/x        | bad-endpoint
			http://push.example/x                   | https-only
			https://localhost/x                     | private-address
			https://127.0.0.1:8443/x                | private-address
			https://[::1]/x                         | private-address
			https://10.1.2.3/x                      | private-address
			https://169.254.169.254/latest          | private-address
			https://push.internal/x                 | private-address
			""")
	void anAddressThatIsNoPushServiceOnTheInternetIsRefused(String endpoint, String code) {
		var form = new HashMap<>(device.subscription());
		form.put("endpoint", endpoint);
		var answer = member.client().put(PATH, form);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo("endpoint");
		assertThat(answer.text("/errors/0/code")).isEqualTo(code);
	}

	@Test
	void anAddressHasAnEnd() {
		var answer = member.client().put(PATH,
				Map.of("endpoint", "https://push.example/" + "x".repeat(1000), "keys", Map.of()));
		assertThat(answer.text("/errors/0/code")).isEqualTo("too-long");
	}

	/** The last point has the right length, but is not of the curve. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                                                        | keys.p256dh
			{"keys":{}}                                                                               | keys.p256dh
			{"keys":{"p256dh":"BCVxsr7N","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}                            | keys.p256dh
			{"keys":{"p256dh":"not base64!","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}                         | keys.p256dh
			{"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSI"}} | keys.auth
			{"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":null}} | keys.auth
			{"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8","auth":"BTBZMqHH6r4Tts7J_aSIgg"}} | keys.p256dh
			""")
	void keysThatNothingCanBeEncryptedWithAreRefused(String form, String field) {
		var answer = member.client().put(PATH, form.replaceFirst("^\\{", "{\"endpoint\":\"https://push.example/x\""
				+ (form.equals("{}") ? "" : ",")));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo(field);
		assertThat(answer.text("/errors/0/code")).isEqualTo("bad-push-key");
	}

	@Test
	void ofMoreThanTenTheOldestEnds() {
		put(member, device);
		var last = new PushedDevice();
		for (int i = 0; i < PushSubscriptions.MOST - 1; i++) {
			put(member, new PushedDevice());
		}
		assertThat(endpoints(member)).hasSize(10).contains(device.endpoint());
		put(member, last);
		assertThat(endpoints(member)).hasSize(10).contains(last.endpoint()).doesNotContain(device.endpoint());
	}

	@Test
	void nobodyEndsAnothersDevice() {
		put(member, device);
		var stranger = community.aMember();
		assertThat(stranger.client().delete(PATH + "?endpoint=" + device.endpoint()).status()).isEqualTo(204);
		assertThat(stranger.client().delete(PATH).status()).isEqualTo(204);
		assertThat(endpoints(member)).containsExactly(device.endpoint());
		assertThat(member.client().delete(PATH + "?endpoint=" + device.endpoint()).status()).isEqualTo(204);
		assertThat(endpoints(member)).isEmpty();
	}

	@Test
	void whoSignsInOnADeviceAfterSomebodyElseTakesItOver() {
		put(member, device);
		var next = community.aMember();
		assertThat(put(next, device).status()).isEqualTo(204);
		assertThat(endpoints(next)).containsExactly(device.endpoint());
		assertThat(endpoints(member)).isEmpty();
	}

	@Test
	void whoKnowsOnlyTheAddressOfADeviceDoesNot() {
		put(member, device);
		var form = Map.of("endpoint", device.endpoint(), "keys", new PushedDevice().subscription().get("keys"));
		var answer = community.aMember().client().put(PATH, form);
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.code()).isEqualTo("push-subscription-taken");
		assertThat(endpoints(member)).containsExactly(device.endpoint());
	}

	@Test
	void thePageTellsOfTheDevicesAndEndsAllWithoutScript() {
		put(member, device);
		put(member, new PushedDevice());
		var browser = new Browser(community).signedIn(member);
		assertThat(browser.get("/settings/notifications").body()).contains("푸시 알림을 받는 기기 2대", device.endpoint());
		assertThat(browser.post("/settings/notifications/devices", "act=remove").status()).isEqualTo(303);
		assertThat(browser.get("/settings/notifications").body()).doesNotContain("푸시 알림을 받는 기기").contains("data-push=");
		assertThat(endpoints(member)).isEmpty();
	}

	@Test
	void thePageChoosesWhatIsPushed() {
		var browser = new Browser(community).signedIn(member);
		browser.post("/settings/notifications", "digest=off&onPage=like&byPush=comment");
		var kinds = member.client().get("/notifications/preferences").json().at("/kinds");
		assertThat(kinds.at("/like/push").asBoolean()).isFalse();
		assertThat(kinds.at("/comment/push").asBoolean()).isTrue();
		assertThat(kinds.at("/comment/page").asBoolean()).isFalse();
	}

	@Test
	void nothingIsLeftOfWhoLeaves() {
		put(member, device);
		assertThat(member.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isLessThan(300);
		assertThat(community.jdbc().sql("select count(*) from push_subscription where member_id = :id")
				.param("id", member.id()).query(Integer.class).single()).isZero();
	}
}
