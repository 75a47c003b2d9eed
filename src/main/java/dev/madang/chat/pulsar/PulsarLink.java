package dev.madang.chat.pulsar;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageRouter;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SizeUnit;
import org.apache.pulsar.client.api.SubscriptionMode;
import org.apache.pulsar.client.api.SubscriptionType;
import org.apache.pulsar.client.api.TopicMetadata;

/**
 * A client of the brokers, by which this node says something and hears everything. It has little room for what waits, blocks nobody,
 * and connects again within a second or two.
 */
record PulsarLink(PulsarClient client, CompletableFuture<Producer<byte[]>> saying,
		CompletableFuture<Consumer<byte[]>> hearing) {

	/** A room is of one partition, and what is said in it stays in order. */
	private static final class ByRoom implements MessageRouter {

		private static final long serialVersionUID = 1L;

		@Override
		public int choosePartition(Message<?> message, TopicMetadata topic) {
			return (int) (Long.parseLong(message.getKey()) % topic.numPartitions());
		}
	}

	static PulsarLink open(PulsarProperties properties, java.util.function.Consumer<Message<byte[]>> heard)
			throws PulsarClientException {
		var client = client(properties);
		var topic = "non-persistent://" + properties.topic();
		var saying = client.newProducer().topic(topic).messageRouter(new ByRoom()).blockIfQueueFull(false)
				.maxPendingMessages(2000).sendTimeout((int) properties.within().toMillis(), TimeUnit.MILLISECONDS)
				// whoever has said all that there is says so
				.enableBatching(true).batchingMaxPublishDelay(20, TimeUnit.MILLISECONDS).createAsync();
		// another name each time: the brokers may take the last one for alive
		var hearing = client.newConsumer().topic(topic).subscriptionName("madang-" + UUID.randomUUID())
				.subscriptionType(SubscriptionType.Exclusive).subscriptionMode(SubscriptionMode.NonDurable)
				.messageListener((consumer, message) -> heard.accept(message)).subscribeAsync();
		return new PulsarLink(client, saying, hearing);
	}

	private static PulsarClient client(PulsarProperties properties) throws PulsarClientException {
		var within = (int) properties.within().toMillis();
		var builder = PulsarClient.builder().serviceUrl(properties.url()).ioThreads(1).listenerThreads(1)
				.memoryLimit(8, SizeUnit.MEGA_BYTES).operationTimeout(within, TimeUnit.MILLISECONDS)
				.connectionTimeout(within, TimeUnit.MILLISECONDS)
				.keepAliveInterval(5, TimeUnit.SECONDS).startingBackoffInterval(100, TimeUnit.MILLISECONDS)
				.maxBackoffInterval(1, TimeUnit.SECONDS).enableTlsHostnameVerification(true);
		if (!properties.token().isEmpty()) {
			builder.authentication(AuthenticationFactory.token(properties.token()));
		}
		if (properties.certificates() != null) {
			builder.tlsTrustCertsFilePath(properties.certificates().toString());
		}
		return builder.build();
	}

	CompletableFuture<Void> ready() {
		return CompletableFuture.allOf(saying, hearing);
	}

	boolean isConnected() {
		return saying.isDone() && !saying.isCompletedExceptionally() && producer().isConnected();
	}

	/** Of one that is {@link #ready}. */
	Producer<byte[]> producer() {
		return saying.join();
	}

	long lostAt() {
		return hearing.isDone() && !hearing.isCompletedExceptionally() ? hearing.join().getLastDisconnectedTimestamp() : 0;
	}

	CompletableFuture<Void> close() {
		return client.closeAsync();
	}
}
