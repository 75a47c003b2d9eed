package dev.madang.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.madang.platform.Failures;
import dev.madang.platform.SignalledLoop;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException.Level;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Has the events of custom topics come in. Offsets are committed when what was read is in the database. What is no event goes to the
 * topic's dead letters at once, what fails four times more later; for want of a database it is tried for as long as that takes.
 */
final class Incoming implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

	/** Of a dead letter: why it is one. */
	static final String REASON = "madang-reason";

	/** The same in a word. */
	static final String CODE = "madang-reason-code";

	private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);

	private static final long FIRST_PAUSE = 500;

	private static final long LONGEST_PAUSE = 15_000;

	private final Broker broker;

	private final KafkaMessageListenerContainer<byte[], byte[]> container;

	private final SignalledLoop loop = new SignalledLoop("kafka", Duration.ZERO, this::keepRunning);

	Incoming(Broker broker, IncomingEvents events) {
		this.broker = broker;
		var properties = new ContainerProperties(broker.customs());
		properties.setGroupId(broker.properties().group());
		properties.setMessageListener(events);
		properties.setAckMode(AckMode.BATCH);
		properties.setMissingTopicsFatal(false);
		container = new KafkaMessageListenerContainer<>(broker.consumers(), properties);
		container.setBeanName("kafka-incoming");
		container.setCommonErrorHandler(errorHandler());
	}

	private DefaultErrorHandler errorHandler() {
		var letters = new DeadLetterPublishingRecoverer(broker.template(),
				(record, failure) -> new TopicPartition(record.topic() + Broker.DEAD, -1));
		letters.excludeHeader(HeadersToAdd.EX_STACKTRACE);
		letters.addHeadersFunction(Incoming::headers);
		var handler = new DefaultErrorHandler((record, failure) -> {
			broker.call(() -> {
				broker.ensure(Map.of(record.topic() + Broker.DEAD, 1));
				return true;
			});
			letters.accept(record, failure);
		});
		handler.addNotRetryableExceptions(EventForms.NoEvent.class);
		handler.setBackOffFunction(Incoming::pauses);
		handler.setLogLevel(Level.DEBUG);
		handler.setRetryListeners(new Told());
		return handler;
	}

	/** One line an event, instead of many with stack traces. */
	private static final class Told implements RetryListener {

		@Override
		public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
			if (attempt == 1 && failure != null) {
				LOG.warn("Event {} of {} cannot be taken in: {}", record.offset(), record.topic(), reason(failure));
			}
		}

		@Override
		public void recoveryFailed(ConsumerRecord<?, ?> record, @Nullable Exception original, Exception failure) {
			LOG.warn("Event {} of {} cannot become a dead letter yet: {}", record.offset(), record.topic(), failure.toString());
		}
	}

	private static Headers headers(ConsumerRecord<?, ?> record, Exception failure) {
		return new RecordHeaders().add(REASON, reason(failure).getBytes(StandardCharsets.UTF_8))
				.add(CODE, code(failure).getBytes(StandardCharsets.UTF_8));
	}

	private static String reason(Exception failure) {
		var cause = cause(failure);
		return cause instanceof EventForms.NoEvent ? String.valueOf(cause.getMessage()) : cause.toString();
	}

	private static String code(Exception failure) {
		return cause(failure) instanceof EventForms.NoEvent no ? no.code() : "failed";
	}

	private static Throwable cause(Exception failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && !(cause instanceof EventForms.NoEvent)) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static BackOff pauses(ConsumerRecord<?, ?> record, @Nullable Exception failure) {
		var pauses = failure != null && Failures.isTransient(failure)
				? new ExponentialBackOff(FIRST_PAUSE, 2)
				: new ExponentialBackOffWithMaxRetries(4);
		pauses.setInitialInterval(FIRST_PAUSE);
		pauses.setMultiplier(2);
		pauses.setMaxInterval(LONGEST_PAUSE);
		return pauses;
	}

	/** It begins when the brokers are there, and again if something has ended it, such as a password that was changed. */
	private Duration keepRunning() {
		if (!container.isRunning() && broker.isThere()) {
			container.start();
		}
		return LOOKS_EVERY;
	}

	/** How many events wait to come in, of the partition with the most of them; 0 while nothing is read. */
	double lag() {
		return container.metrics().values().stream().flatMap(all -> all.entrySet().stream())
				.filter(each -> each.getKey().name().equals("records-lag-max"))
				.mapToDouble(each -> each.getValue().metricValue() instanceof Double most && !most.isNaN() ? most : 0).max()
				.orElse(0);
	}

	@Override
	public void start() {
		loop.start();
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(5));
		container.stop();
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
