package dev.madang.events.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Kafka as an event stream.
 *
 * @param bootstrapServers brokers of a Kafka cluster, {@code host:port} with commas between them: the log is sent there, and custom
 * events are kept there
 * @param prefix how the names of topics begin that Madang makes in Kafka
 * @param group the consumer group by which events come in; all nodes of one community have the same
 * @param consume topics of other programs in Kafka whose events come in, as custom topics of the same names
 * @param partitions of a topic of the log that is made; topics that there are stay as they are
 * @param replication copies of a topic that is made; -1 leaves it to the brokers
 * @param within the most that a call waits for the brokers; 500 ms to 30 s
 * @param securityProtocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
 * @param saslMechanism {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}
 * @param user by which Madang signs in to the brokers, and {@code password}
 * @param password the password of the user
 * @param certificates a PEM file of the certificates that are trusted; those that Java trusts without it
 */
@ConfigurationProperties("madang.kafka")
record KafkaProperties(@Nullable String bootstrapServers, @DefaultValue("madang.") String prefix,
		@DefaultValue("madang") String group,
		@DefaultValue List<String> consume, @DefaultValue("6") int partitions, @DefaultValue("-1") int replication,
		@DefaultValue("2s") Duration within, @DefaultValue("PLAINTEXT") String securityProtocol,
		@DefaultValue("PLAIN") String saslMechanism, @DefaultValue("") String user, @DefaultValue("") String password,
		@Nullable Path certificates) {

	KafkaProperties {
		require(bootstrapServers == null || bootstrapServers.matches("[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*"),
				"madang.kafka.bootstrap-servers is host:port, with commas between several");
		require(prefix.matches("[A-Za-z0-9._-]{0,50}"), "madang.kafka.prefix is made of A-Z a-z 0-9 . _ and -");
		require(consume.stream().allMatch(topic -> topic.matches("[a-z0-9._-]{1,60}") && !topic.endsWith(".dlt")
				&& !List.of("event", "topics").contains(topic)),
				"madang.kafka.consume has names of 1 to 60 of a-z 0-9 . _ and -, none of which is event or topics or ends with .dlt");
		require(partitions >= 1 && partitions <= 1000, "madang.kafka.partitions is 1 to 1000");
		require(replication == -1 || replication >= 1 && replication <= 100, "madang.kafka.replication is -1, or 1 to 100");
		require(within.toMillis() >= 500 && within.toSeconds() <= 30, "madang.kafka.within is 500 ms to 30 s");
		require(securityProtocol.matches("PLAINTEXT|SSL|SASL_PLAINTEXT|SASL_SSL"),
				"madang.kafka.security-protocol is PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
		require(certificates == null || Files.isReadable(certificates),
				"madang.kafka.certificates must be a PEM file of certificates that can be read");
		require(saslMechanism.matches("PLAIN|SCRAM-SHA-(256|512)"),
				"madang.kafka.sasl-mechanism is PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
	}

	private static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new IllegalArgumentException(otherwise);
		}
	}

	/** A part of the time that a call has, in milliseconds. */
	int part(int ofFour) {
		return (int) within.toMillis() * ofFour / 4;
	}
}
