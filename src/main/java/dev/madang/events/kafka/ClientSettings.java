package dev.madang.events.kafka;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka's clients are told: each waits for no longer than a call may take, and has little room for what waits. */
final class ClientSettings {

	private ClientSettings() {
	}

	static Map<String, Object> admin(KafkaProperties properties) {
		var all = common(properties);
		all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, properties.part(4));
		return all;
	}

	static Map<String, Object> producer(KafkaProperties properties) {
		var all = common(properties);
		all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		all.put(ProducerConfig.ACKS_CONFIG, "all");
		all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) properties.part(3));
		all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, properties.part(4));
		all.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
		all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
		return all;
	}

	static Map<String, Object> consumer(KafkaProperties properties) {
		var all = common(properties);
		all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, properties.part(4));
		all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
		all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
		all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000L);
		// the group waits for so long for a member that is gone, and a member for the group's answer if it is lost
		all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
		all.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
		return all;
	}

	/** What every client is told; an address that hangs must be given up well before a call is. */
	private static Map<String, Object> common(KafkaProperties properties) {
		var all = new HashMap<String, Object>();
		all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
		all.put(CommonClientConfigs.CLIENT_ID_CONFIG, "madang");
		all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, properties.part(3));
		all.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) properties.part(3));
		all.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, (long) properties.part(4));
		all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, properties.securityProtocol());
		all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
		if (!properties.user().isEmpty()) {
			all.put(SaslConfigs.SASL_MECHANISM, properties.saslMechanism());
			all.put(SaslConfigs.SASL_JAAS_CONFIG, "%s required username=%s password=%s;".formatted(
					properties.saslMechanism().equals("PLAIN")
							? "org.apache.kafka.common.security.plain.PlainLoginModule"
							: "org.apache.kafka.common.security.scram.ScramLoginModule",
					quoted(properties.user()), quoted(properties.password())));
		}
		if (properties.certificates() != null) {
			all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
			all.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, properties.certificates().toString());
		}
		return all;
	}

	private static String quoted(String value) {
		return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}
}
