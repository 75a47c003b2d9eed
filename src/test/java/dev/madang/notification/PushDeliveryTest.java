package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What becomes of a push service that refuses, fails, hangs or is none; and of two nodes. */
@SecondMadangTest
class PushDeliveryTest {

	@Autowired
	Community community;

	@Autowired
	ApplicationContext context;

	@Autowired
	PushClient strict;

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
	void aSubscriptionThatIsGoneIsForgotten() {
		service.answering(410);
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		assertThat(author.client().get("/users/me/push-subscriptions").json().at("/items")).isEmpty();
		assertThat(pushing.counted("gone")).isEqualTo(1);
	}

	@Test
	void whatDoesNotArriveIsTriedAgainAfterPausesThatGrow() throws Exception {
		service.answering(503);
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		assertThat(pushing.pause()).isBetween(5L, 11L);
		service.answering(429);
		pushing.deliverAgain();
		assertThat(pushing.pause()).isBetween(30L, 41L);
		pushing.deliverAgain();
		service.answering(201);
		pushing.deliverAgain();
		assertThat(service.pushed()).hasSize(4);
		assertThat(device.read(service.pushed().getLast().body()).at("/body").asString()).contains("댓글");
		assertThat(pushing.due()).isZero();
		assertThat(pushing.counted("dropped")).isZero();
	}

	@Test
	void afterFiveTriesItIsLeftOutAndTheDeviceRests() throws Exception {
		service.answering(500);
		community.aComment(reader, post, "하나");
		pushing.deliver();
		for (int i = 0; i < 4; i++) {
			assertThat(pushing.due()).isEqualTo(1);
			pushing.deliverAgain();
		}
		assertThat(pushing.due()).isZero();
		assertThat(pushing.counted("dropped")).isEqualTo(1);
		service.answering(201);
		community.aComment(reader, post, "둘");
		pushing.deliver();
		assertThat(service.pushed()).as("while it rests").hasSize(5);
		pushing.deliverAgain();
		assertThat(service.pushed()).hasSize(6);
		assertThat(device.read(service.pushed().getLast().body()).at("/body").asString()).contains("둘");
	}

	@Test
	void whatIsRefusedForGoodIsNotTriedAgain() {
		service.answering(403);
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		assertThat(pushing.due()).isZero();
		assertThat(pushing.counted("dropped")).isEqualTo(1);
	}

	@Test
	void whatCannotBeEncryptedIsLeftOutAfterFiveTries() {
		community.jdbc().sql("update push_subscription set p256dh = decode(repeat('00', 65), 'hex')").update();
		community.aComment(reader, post, "댓글");
		pushing.deliver();
		assertThat(pushing.pause()).isBetween(5L, 11L);
		for (int i = 0; i < 4; i++) {
			assertThat(pushing.due()).isEqualTo(1);
			pushing.deliverAgain();
		}
		assertThat(pushing.due()).isZero();
		assertThat(pushing.counted("dropped")).isEqualTo(1);
		assertThat(service.pushed()).isEmpty();
	}

	@Test
	void ofManyAtOnceTheLatestFewArePushedInTheirOrder() throws Exception {
		for (int i = 1; i <= 8; i++) {
			community.aComment(reader, post, "댓글 " + i);
		}
		pushing.deliver();
		var texts = new ArrayList<String>();
		for (var pushed : service.pushed()) {
			texts.add(device.read(pushed.body()).at("/body").asString().replaceAll(".*“댓글 (\\d)”", "$1"));
		}
		assertThat(texts).containsExactly("4", "5", "6", "7", "8");
		assertThat(device.read(service.pushed().getLast().body()).at("/unread").asInt()).isEqualTo(8);
	}

	@Test
	void twoNodesPushEachNotificationOnce() {
		for (int i = 0; i < 2; i++) {
			pushing.start();
		}
		for (int i = 1; i <= 20; i++) {
			community.aComment(reader, post, "댓글 " + i);
			listening.settle();
			service.await(i);
		}
		Awaitility.await().until(() -> pushing.due() == 0);
		assertThat(service.pushed()).hasSize(20);
		assertThat(service.pushed().stream().map(pushed -> pushed.header("Topic")).distinct()).hasSize(20);
	}

	@Test
	void aServiceThatHangsDelaysNobodyElse() {
		try (var hanging = new PushService().hanging()) {
			for (int i = 0; i < PushClient.MOST + 1; i++) {
				pushing.subscribe(reader, new PushedDevice(), hanging);
			}
			community.aComment(author, community.aPost().by(reader).id(), "댓글");
			listening.settle();
			pushing.start();
			hanging.await(1);
			var begun = Instant.now();
			community.aComment(reader, post, "댓글");
			service.await(1);
			assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(9));
			assertThat(hanging.pushed()).as("one at a time of a member").hasSize(1);
		}
	}

	@Test
	void aPrivateAddressIsNeverConnectedTo() throws Exception {
		assertThat(strict.send(device.receiver(service), "n1", "{}").error()).contains("no public address");
		assertThat(service.pushed()).isEmpty();
	}
}
