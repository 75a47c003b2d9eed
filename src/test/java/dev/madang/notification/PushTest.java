package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.madang.notification.PushService.Pushed;
import dev.madang.platform.SiteUrl;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What devices are told, and who is told nothing. */
@SecondMadangTest
class PushTest {

	@Autowired
	Community community;

	@Autowired
	ApplicationContext context;

	@Autowired
	PushKeys keys;

	@Autowired
	SiteUrl site;

	@Autowired
	PushQueue queue;

	private final PushService service = new PushService();

	private final PushedDevice device = new PushedDevice();

	private Pushing pushing;

	private Listening listening;

	private Person author;

	private Person reader;

	private long post;

	@BeforeEach
	void aDevice() {
		pushing = new Pushing(context);
		listening = new Listening(community);
		author = community.aMember();
		reader = community.aMember();
		post = community.aPost().by(author).titled("마당의 글").id();
		listening.settle();
		pushing.subscribe(author, device, service);
	}

	@AfterEach
	void close() throws IOException {
		pushing.close();
		service.close();
	}

	@Test
	void aDeviceIsToldWhatTheListSays() throws Exception {
		var comment = community.aComment(reader, post, "반가워요, **봄**이에요");
		pushing.deliver();
		assertThat(service.pushed()).hasSize(1);
		var content = device.read(service.pushed().getFirst().body());
		assertThat(content.at("/title").asString()).isEqualTo("마당의 글");
		assertThat(content.at("/body").asString()).isEqualTo(listening.texts(author, "ko").getFirst())
				.isEqualTo(reader.handle() + " 님이 댓글을 남겼어요: “반가워요, 봄이에요”");
		var id = listening.rows(author).getFirst().at("/id").asLong();
		assertThat(content.at("/address").asString()).isEqualTo("/comment/" + comment + "?n=" + id);
		assertThat(content.at("/page").asString()).isEqualTo("/p/" + post);
		assertThat(content.at("/tag").asString()).isEqualTo("n" + id);
		assertThat(content.at("/unread").asInt()).isEqualTo(1);
		assertThat(pushing.counted("delivered")).isEqualTo(1);
	}

	@Test
	void itIsToldInItsMembersLanguage() throws Exception {
		community.jdbc().sql("update member set locale = 'en' where id = :id").param("id", author.id()).update();
		reader.client().put("/posts/" + post + "/like");
		pushing.deliver();
		assertThat(device.read(service.pushed().getFirst().body()).at("/body").asString()).contains(reader.handle() + " likes");
	}

	@Test
	void theCommunitySignsWhatItPushes() throws Exception {
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		var pushed = service.pushed().getFirst();
		assertThat(pushed.header("Content-Encoding")).isEqualTo("aes128gcm");
		assertThat(pushed.header("TTL")).isEqualTo("86400");
		assertThat(pushed.header("Topic")).matches("n\\d+");
		var parts = pushed.header("Authorization").split("[ ,]+");
		assertThat(parts[0]).isEqualTo("vapid");
		assertThat(parts[1]).startsWith("t=");
		var publicKey = author.client().get("/users/me/push-subscriptions").text("/publicKey");
		assertThat(parts[2]).isEqualTo("k=" + publicKey);
		var point = new Base64URL(publicKey).decode();
		var signed = SignedJWT.parse(parts[1].substring(2));
		assertThat(signed.verify(new ECDSAVerifier(new ECKey.Builder(Curve.P_256,
				Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
				Base64URL.encode(Arrays.copyOfRange(point, 33, 65))).build().toECPublicKey()))).isTrue();
		var claims = signed.getJWTClaimsSet();
		assertThat(claims.getAudience()).containsExactly(service.origin());
		assertThat(claims.getSubject()).isEqualTo(site.url());
		assertThat(claims.getExpirationTime().toInstant()).isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
	}

	@Test
	void everyNodeHasTheSameKey() {
		assertThat(new PushKeys(community.jdbc()).publicKey()).isEqualTo(keys.publicKey()).hasSize(87);
	}

	@Test
	void whatGrewReplacesWhatWasShownBefore() throws Exception {
		reader.client().put("/posts/" + post + "/like");
		pushing.deliver();
		community.aMember().client().put("/posts/" + post + "/like");
		pushing.deliver();
		assertThat(service.pushed()).hasSize(2);
		var last = device.read(service.pushed().getLast().body());
		assertThat(last.at("/tag").asString()).isEqualTo(device.read(service.pushed().getFirst().body()).at("/tag").asString());
		assertThat(last.at("/body").asString()).contains("외 1명");
		assertThat(last.at("/unread").asInt()).isEqualTo(1);
		assertThat(service.pushed().getLast().header("Topic")).isEqualTo(service.pushed().getFirst().header("Topic"));
	}

	@Test
	void whatWasReadOrHiddenMeanwhileIsNotPushed() {
		community.aComment(reader, post, "댓글");
		listening.settle();
		author.client().post("/notifications/read", Map.of("all", true));
		var comment = community.aComment(reader, post, "곧 지워질 댓글");
		listening.settle();
		reader.client().delete("/comments/" + comment);
		pushing.deliver();
		assertThat(service.pushed()).isEmpty();
		assertThat(pushing.due()).isZero();
	}

	@Test
	void nobodyIsPushedWhatWasThereBefore() {
		var other = new PushedDevice();
		community.aComment(reader, post, "댓글");
		listening.settle();
		pushing.subscribe(author, other, service);
		pushing.deliver();
		assertThat(service.pushed()).extracting(Pushed::path).containsExactly(device.path());
		community.aComment(reader, post, "새 댓글");
		pushing.deliver();
		assertThat(service.pushed()).extracting(Pushed::path).containsExactlyInAnyOrder(device.path(), device.path(),
				other.path());
	}

	@Test
	void aSuspendedMemberIsToldNothing() {
		community.jdbc().sql("insert into member_state (member_id, state) values (:id, 'suspended')").param("id", author.id())
				.update();
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		assertThat(service.pushed()).isEmpty();
		assertThat(pushing.due()).as("nor later").isZero();
	}

	@Test
	void aDeviceThatWasSignedOutIsToldNothing() {
		var signIn = author.client().get("/users/me/sign-ins").json().at("/items/0/id").asLong();
		assertThat(author.client().delete("/users/me/sign-ins/" + signIn).status()).isEqualTo(204);
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		assertThat(service.pushed()).isEmpty();
		queue.sweep();
		assertThat(community.jdbc().sql("select count(*) from push_subscription").query(Integer.class).single()).isZero();
	}

	@Test
	void eachKindCanBeSwitchedOffAndOnByItself() throws Exception {
		author.client().put("/notifications/preferences",
				Map.of("kinds", Map.of("comment", Map.of("page", true, "mail", true, "push", false), "like",
						Map.of("page", false, "mail", false, "push", true))));
		var comment = community.aComment(reader, post, "댓글");
		reader.client().put("/posts/" + post + "/like");
		pushing.deliver();
		assertThat(listening.told(author)).containsExactly("comment comment:" + comment);
		assertThat(service.pushed()).hasSize(1);
		assertThat(device.read(service.pushed().getFirst().body()).at("/body").asString()).contains("좋아해요");
	}

	@Test
	void whatIsPushedAloneIsReadByOpeningIt() throws Exception {
		author.client().put("/notifications/preferences",
				Map.of("kinds", Map.of("like", Map.of("page", false, "mail", false, "push", true))));
		reader.client().put("/posts/" + post + "/like");
		pushing.deliver();
		var address = device.read(service.pushed().getFirst().body()).at("/address").asString();
		new Browser(community).signedIn(author).get(address);
		assertThat(community.jdbc().sql("select read_at is not null from notification where member_id = :id and kind = 'like'")
				.param("id", author.id()).query(Boolean.class).single()).isTrue();
	}

	@Test
	void whoLeavesPushOutOfAChoiceIsPushedWhatIsOnThePage() {
		var kinds = author.client()
				.put("/notifications/preferences", "{\"kinds\":{\"like\":{\"page\":false,\"mail\":true},"
						+ "\"post\":{\"page\":true,\"mail\":false}}}")
				.json().at("/kinds");
		assertThat(kinds.at("/like/push").asBoolean()).isFalse();
		assertThat(kinds.at("/post/push").asBoolean()).isTrue();
		assertThat(kinds.at("/reply/push").asBoolean()).isTrue();
		assertThat(kinds.at("/tag/push").asBoolean()).isFalse();
	}

	@Test
	void theLongestIsShortEnoughForEveryService() throws Exception {
		var longest = community.aPost().by(author).titled("𝒜".repeat(200)).id();
		community.aComment(reader, longest, "𝒜".repeat(5000));
		pushing.deliver();
		var pushed = service.pushed().getFirst();
		assertThat(device.text(pushed.body()).getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(3072);
		assertThat(pushed.body().length).isLessThanOrEqualTo(4096);
		assertThat(device.read(pushed.body()).at("/title").asString()).endsWith("…");
	}
}
