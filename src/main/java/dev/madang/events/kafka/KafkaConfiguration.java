package dev.madang.events.kafka;

import java.time.Duration;

import dev.madang.activity.ActivityLog;
import dev.madang.events.Messages;
import dev.madang.events.Topics;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.Certificates;
import dev.madang.platform.engine.Engines;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Kafka, where {@code madang.kafka.bootstrap-servers} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.kafka.bootstrap-servers")
@EnableConfigurationProperties(KafkaProperties.class)
class KafkaConfiguration {

	@Bean
	Broker kafkaBroker(KafkaProperties properties, Engines engines) {
		if (properties.certificates() != null) {
			Certificates.trusting("madang.kafka.certificates", properties.certificates());
		}
		return new Broker(properties, probe -> engines.add("kafka", "madang.kafka.bootstrap-servers",
				Duration.ofMillis(properties.part(3)), probe));
	}

	@Bean
	LogSender kafkaLogSender(Broker broker, Messages messages, Topics topics, JdbcClient jdbc, JsonMapper mapper) {
		return new LogSender(broker, messages, topics, jdbc, mapper);
	}

	@Bean
	EventForms kafkaEventForms(JsonMapper mapper) {
		return new EventForms(mapper);
	}

	@Bean
	@Primary
	KafkaEvents kafkaEvents(Broker broker, EventForms forms, JsonMapper mapper) {
		return new KafkaEvents(broker, forms, mapper);
	}

	@Bean
	IncomingEvents kafkaIncomingEvents(Broker broker, EventForms forms, Topics topics, JdbcClient jdbc,
			TransactionTemplate transaction, ActivityLog log) {
		return new IncomingEvents(broker, forms, topics, jdbc, transaction, log);
	}

	@Bean
	@ConditionalOnWebApplication
	@OnWorkers
	Incoming kafkaIncoming(Broker broker, IncomingEvents events, MeterRegistry metrics) {
		var incoming = new Incoming(broker, events);
		Gauge.builder("madang.kafka.incoming.lag.rows", incoming, Incoming::lag)
				.description("Events that wait to come in from Kafka")
				.register(metrics);
		return incoming;
	}

	@Bean
	KafkaDeadLetters kafkaDeadLetters(Broker broker, JdbcClient jdbc, TransactionTemplate transaction, ActivityLog log) {
		return new KafkaDeadLetters(broker, jdbc, transaction, log);
	}
}
