package dev.madang.chat.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import dev.madang.chat.socket.Sayings;
import dev.madang.chat.socket.TestNode;
import dev.madang.testing.Community;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.TestPulsar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What becomes of what is said while the way of one of two nodes to Pulsar fails. */
@SecondMadangTest
@Tag("engines")
class PulsarFailuresTest {

	private static final TestPulsar PULSAR = TestPulsar.shared();

	/** From the moment at which it was said on one node to that at which a socket on the other hears it. */
	private static final Duration BOUND = Duration.ofSeconds(3);

	/** Far below what a server is waited for; what there is of it is waiting for a processor of this machine. */
	private static final Duration AT_ONCE = Duration.ofMillis(200);

	@Autowired
	Community community;

	@Autowired
	ApplicationContext context;

	private TestNode failing;

	private TestNode other;

	private Sayings sayings;

	/** In which the node speaks whose way fails. */
	private long out;

	/** In which the other speaks. */
	private long in;

	@BeforeEach
	void twoNodes() {
		failing = new TestNode(context);
		other = new TestNode(context);
		sayings = new Sayings(community);
		out = sayings.room();
		in = sayings.room();
		other.sit(out);
		failing.sit(in);
	}

	@AfterEach
	void mend() {
		PULSAR.proxy().become(Fault.NONE);
		failing.close();
		other.close();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void nothingIsLostAndNobodyWaitsWhileTheWayFails(Fault fault) throws Exception {
		try (var one = new PulsarNode(failing, PULSAR.proxied()); var two = new PulsarNode(other, PULSAR.settings())) {
			await().until(() -> one.isUsed() && two.isUsed());
			speak(fault.name(), 50, one, two, () -> PULSAR.proxy().become(fault));
			PULSAR.proxy().become(Fault.NONE);
			await().until(() -> one.isUsed() && two.isUsed());
			speak(fault + ", mended", 15, one, two, () -> {
			});
		}
	}

	@Test
	void absentAtTheStartItIsUsedAsSoonAsItIsThere() throws Exception {
		PULSAR.proxy().become(Fault.REFUSES);
		try (var one = new PulsarNode(failing, PULSAR.proxied()); var two = new PulsarNode(other, PULSAR.settings())) {
			await().until(() -> one.engine().isAway() && two.isUsed());
			speak("absent", 40, one, two, () -> {
			});
			PULSAR.proxy().become(Fault.NONE);
			await().until(one::isUsed);
		}
	}

	@Test
	void aBrokerThatIsStartedAnewIsUsedAgain() throws Exception {
		try (var one = new PulsarNode(failing, PULSAR.proxied()); var two = new PulsarNode(other, PULSAR.settings())) {
			await().until(() -> one.isUsed() && two.isUsed());
			speak("killed", 50, one, two, PULSAR::kill);
			PULSAR.start();
			await().atMost(Duration.ofMinutes(1)).until(() -> one.isUsed() && two.isUsed());
			speak("started anew", 15, one, two, () -> {
			});
		}
	}

	/** Says something on both nodes ten times a second, breaks something after a second, and sees when the others hear it. */
	private void speak(String when, int words, PulsarNode one, PulsarNode two, Runnable breaking) throws Exception {
		var saidAt = new ConcurrentHashMap<String, Long>();
		var longest = new AtomicLong();
		var left = new CountDownLatch(words);
		try (var clock = Executors.newScheduledThreadPool(3)) {
			var _ = clock.schedule(breaking, 1, TimeUnit.SECONDS);
			var saying = clock.scheduleAtFixedRate(() -> {
				for (var where : new long[]{ out, in }) {
					var event = sayings.store(where);
					var begun = System.nanoTime();
					(where == out ? one : two).fanout().publish(event);
					longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
					saidAt.put(where + ":" + event.seq(), begun);
				}
				left.countDown();
			}, 0, 100, TimeUnit.MILLISECONDS);
			assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
			saying.cancel(false);
		}
		var fromFailing = latest(other, out, saidAt);
		var toFailing = latest(failing, in, saidAt);
		System.out.printf("%s: from it %d ms, to it %d ms, the speaker %.1f ms%n", when, fromFailing.toMillis(),
				toFailing.toMillis(), longest.get() / 1e6);
		assertThat(fromFailing).as("from the node whose way fails").isLessThan(BOUND);
		assertThat(toFailing).as("to the node whose way fails").isLessThan(BOUND);
		assertThat(Duration.ofNanos(longest.get())).as("who speaks").isLessThan(AT_ONCE);
	}

	/** How late the latest of a room was that a node has heard; it hears all of them, in order, once. */
	private static Duration latest(TestNode node, long room, Map<String, Long> saidAt) {
		var all = saidAt.keySet().stream().filter(each -> each.startsWith(room + ":")).count();
		await().untilAsserted(() -> assertThat(node.seqs(room)).hasSizeGreaterThanOrEqualTo((int) all));
		assertThat(node.seqs(room)).isEqualTo(LongStream.rangeClosed(1, node.seqs(room).size()).boxed().toList());
		return Duration.ofNanos(node.frames(room, "message").stream().mapToLong(frame -> {
			var said = saidAt.get(room + ":" + frame.seq());
			return said == null ? 0 : frame.at() - said;
		}).max().orElseThrow());
	}

	@Test
	void whatPulsarCarriesIsNotToldByNotify() {
		var third = new TestNode(context);
		third.sit(out);
		try (var one = new PulsarNode(failing, PULSAR.settings()); var two = new PulsarNode(other, PULSAR.settings())) {
			await().until(() -> one.isUsed() && two.isUsed());
			var said = sayings.say(one.fanout(), out);
			await().untilAsserted(() -> assertThat(other.seqs(out)).containsExactly(said.seq()));
			await().during(Duration.ofMillis(300)).until(() -> third.seqs(out).isEmpty());
		}
		finally {
			third.close();
		}
	}

	/** A client that a broker never answers is given up, and another takes its place. */
	@Test
	void aConnectionThatHangsForLongIsGivenUp() {
		var topic = new PulsarTopic(PulsarNode.properties(PULSAR.proxied()), Duration.ofSeconds(1));
		try (topic) {
			await().ignoreExceptions().until(() -> topic.roundTrip() > 0);
			PULSAR.proxy().become(Fault.HANGS);
			await().until(() -> {
				assertThatThrownBy(topic::roundTrip).hasMessageContaining("no answer within");
				return !topic.isConnected();
			});
			PULSAR.proxy().become(Fault.NONE);
			await().ignoreExceptions().until(() -> topic.roundTrip() > 0);
		}
	}

	private static String trouble(Map<String, String> more) {
		var settings = new HashMap<>(PULSAR.settings());
		settings.putAll(more);
		var engine = FaultyProxy.engine("pulsar", Duration.ofSeconds(5));
		try (var topic = new PulsarTopic(PulsarNode.properties(settings))) {
			await().until(() -> engine.tried(topic::roundTrip).isPresent() || engine.status().trouble() != null);
			return String.valueOf(engine.status().trouble());
		}
	}

	@Test
	void aWrongTokenIsNamed() {
		assertThat(trouble(Map.of("madang.pulsar.token", PULSAR.token("another key than the brokers' has of it")))).contains(
				"madang.pulsar.token");
		assertThat(trouble(Map.of("madang.pulsar.token", ""))).contains("madang.pulsar.token");
	}

	@Test
	void aCertificateOfNobodyIsNamed() {
		assertThat(trouble(PULSAR.encrypted())).isEqualTo("null");
		var trusted = new HashMap<>(PULSAR.encrypted());
		trusted.remove("madang.pulsar.certificates");
		assertThat(trouble(trusted)).contains("madang.pulsar.certificates");
	}

	@Test
	void aWrongAdminUrlIsNamed() {
		assertThat(trouble(Map.of("madang.pulsar.admin-url", "http://127.0.0.1:1"))).contains("madang.pulsar.admin-url");
		assertThat(trouble(Map.of("madang.pulsar.namespace", "nobody/nowhere"))).contains("madang.pulsar.admin-url", "404");
	}
}
