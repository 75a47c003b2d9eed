package dev.madang.tagging.chat;

import java.net.URI;

import dev.madang.platform.OutsideServer;
import dev.madang.platform.engine.Engines;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tags by a language model, where {@code madang.ai.chat.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.ai.chat.url")
@EnableConfigurationProperties(ChatProperties.class)
class ChatConfiguration {

	@Bean
	ChatTags chatTags(ChatProperties properties, Engines engines) {
		return new ChatTags(
				new OutsideServer(engines.add("tags", "madang.ai.chat.url", properties.within()), properties.key(),
						properties.within()),
				URI.create(properties.url().replaceAll("/+$", "") + "/chat/completions"), properties.model());
	}
}
