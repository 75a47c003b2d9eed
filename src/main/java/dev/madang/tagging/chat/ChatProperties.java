package dev.madang.tagging.chat;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A language model that speaks OpenAI's chat form.
 *
 * @param url up to and with {@code /v1}
 * @param key sent as a bearer token; none if empty
 * @param within the most that anybody waits for it
 */
@ConfigurationProperties("madang.ai.chat")
record ChatProperties(String url, @DefaultValue("gpt-4o-mini") String model, @DefaultValue("") String key,
		@DefaultValue("2s") Duration within) {
}
