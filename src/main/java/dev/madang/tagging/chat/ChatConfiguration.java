package dev.madang.tagging.chat;

import java.net.URI;

import dev.madang.platform.OutsideServer;
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
	ChatTags chatTags(ChatProperties properties) {
		return new ChatTags(new OutsideServer("The language model", properties.key(), properties.within()),
				URI.create(properties.url().replaceAll("/+$", "") + "/chat/completions"), properties.model());
	}
}
