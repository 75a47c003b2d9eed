package dev.madang.chat.pulsar;

import dev.madang.chat.socket.LocalFanout;
import dev.madang.chat.socket.RoomEvents;
import dev.madang.platform.engine.Engines;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Pulsar, where {@code madang.pulsar.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.pulsar.url")
@EnableConfigurationProperties(PulsarProperties.class)
class PulsarConfiguration {

	@Bean
	PulsarTopic pulsarTopic(PulsarProperties properties) {
		return new PulsarTopic(properties);
	}

	@Bean
	@Primary
	PulsarFanout pulsarFanout(PulsarTopic topic, LocalFanout local, RoomEvents events, PulsarProperties properties,
			Engines engines) {
		return new PulsarFanout(topic, local, events,
				engines.add("pulsar", "madang.pulsar.url", properties.within(), topic::roundTrip));
	}
}
