package dev.madang.chat.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import javax.net.ssl.SSLException;

import dev.madang.chat.RoomEvent;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic by which nodes tell each other: what is said there and heard there, and calls that have an end. */
class PulsarTopic implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(PulsarTopic.class);

	/** Clients connect again by themselves, but some were seen to stay as they are after all brokers were restarted. */
	private static final Duration STUCK = Duration.ofSeconds(30);

	/** What begins the words that come back to whoever says them. */
	private static final String ECHO = "#";

	private final PulsarProperties properties;

	private final String node = UUID.randomUUID().toString().substring(0, 8);

	private final Map<String, CountDownLatch> echoes = new ConcurrentHashMap<>();

	private volatile Consumer<String> listener = word -> {
	};

	private volatile @Nullable PulsarLink link;

	private volatile long heardAt = System.nanoTime();

	private final Duration stuck;

	PulsarTopic(PulsarProperties properties) {
		this(properties, STUCK);
	}

	/** @param stuck a client that nothing has come back to for so long is given up */
	PulsarTopic(PulsarProperties properties, Duration stuck) {
		this.properties = properties;
		this.stuck = stuck;
	}

	/** Who is told what other nodes say; must not block. */
	void listen(Consumer<String> listener) {
		this.listener = listener;
	}

	/** Whether what is said now can be sent, as far as is known here. */
	boolean isConnected() {
		var there = link;
		return there != null && there.isConnected();
	}

	/** When this node could not hear the last time, 0 for never: another number than before says that it has missed something. */
	long lostAt() {
		var there = link;
		return there == null ? 0 : there.lostAt();
	}

	/** Sends events to the other nodes, each to the partition of its room; returns how many the brokers have taken. */
	int send(Collection<RoomEvent> events) throws Exception {
		var there = link;
		if (there == null || !there.isConnected()) {
			throw new IOException("not connected");
		}
		var producer = there.producer();
		var sent = events.stream().map(event -> say(producer, event.room(), event.word())).toArray(CompletableFuture<?>[]::new);
		var _ = producer.flushAsync();
		await(CompletableFuture.allOf(sent), properties.within());
		return sent.length;
	}

	/** Says something on each partition and waits until this node has heard it; connects where it is not. */
	int roundTrip() throws Exception {
		try {
			var trip = echoed();
			heardAt = System.nanoTime();
			return trip;
		}
		catch (Exception e) {
			if (System.nanoTime() - heardAt > stuck.toNanos()) {
				heardAt = System.nanoTime();
				close();
			}
			throw e;
		}
	}

	private int echoed() throws Exception {
		var producer = connected().producer();
		var partitions = Math.max(1, producer.getNumOfPartitions());
		var echo = ECHO + UUID.randomUUID();
		var back = new CountDownLatch(partitions);
		echoes.put(echo, back);
		try {
			for (int partition = 0; partition < partitions; partition++) {
				// whatever is wrong with it shows by not coming back
				say(producer, partition, echo).exceptionally(failed -> null);
			}
			var _ = producer.flushAsync();
			if (!back.await(properties.within().toNanos(), TimeUnit.NANOSECONDS)) {
				throw late(properties.within());
			}
			return partitions;
		}
		finally {
			echoes.remove(echo);
		}
	}

	private CompletableFuture<?> say(Producer<byte[]> producer, long room, String word) {
		return producer.newMessage().key(String.valueOf(room)).value((node + " " + word).getBytes(UTF_8)).sendAsync();
	}

	private void hear(Message<byte[]> message) {
		var words = new String(message.getData(), UTF_8).split(" ", 2);
		if (!words[0].equals(node)) {
			if (words.length == 2 && !words[1].startsWith(ECHO)) {
				listener.accept(words[1]);
			}
		}
		else if (words[1].startsWith(ECHO)) {
			var back = echoes.get(words[1]);
			if (back != null) {
				back.countDown();
			}
		}
	}

	/** What is being connected is waited for again, what could not be is tried anew. */
	private PulsarLink connected() throws Exception {
		var there = linked();
		try {
			// by then the client says itself what is wrong
			await(there.ready(), properties.within().plusMillis(250));
			return there;
		}
		catch (TimeoutException e) {
			throw e;
		}
		catch (Exception e) {
			close();
			throw e;
		}
	}

	private synchronized PulsarLink linked() throws Exception {
		var there = link;
		if (there == null) {
			if (!properties.adminUrl().isEmpty()) {
				PartitionedTopic.ensure(properties);
			}
			there = PulsarLink.open(properties, this::hear);
			link = there;
		}
		return there;
	}

	private void await(Future<?> future, Duration most) throws Exception {
		try {
			future.get(most.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException e) {
			throw reason(e.getCause() instanceof Exception cause ? cause : e);
		}
		catch (TimeoutException e) {
			throw late(most);
		}
	}

	private static TimeoutException late(Duration waited) {
		return new TimeoutException("no answer within " + waited.toMillis() + " ms");
	}

	/** Names the setting to blame. */
	private Exception reason(Exception failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PulsarClientException.AuthenticationException
					|| cause instanceof PulsarClientException.AuthorizationException) {
				return new IOException("the brokers refuse madang.pulsar.token", failure);
			}
			if (cause instanceof SSLException) {
				return new IOException("madang.pulsar.certificates has none for the brokers: " + cause.getMessage(), failure);
			}
		}
		// so the client tells of a handshake that has failed
		if (properties.isEncrypted() && failure instanceof PulsarClientException && !isConnected()) {
			return new IOException(
					"no connection, or none of madang.pulsar.certificates is for the brokers: " + failure.getMessage(),
					failure);
		}
		return failure;
	}

	/** The next call connects again. */
	@Override
	public synchronized void close() {
		var there = link;
		link = null;
		if (there != null) {
			there.close().exceptionally(failed -> {
				LOG.debug("A client of pulsar could not be closed", failed);
				return null;
			});
		}
	}
}
