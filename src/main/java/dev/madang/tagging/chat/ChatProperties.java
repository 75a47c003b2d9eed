package dev.madang.tagging.chat;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A language model that speaks OpenAI's chat form.
 *
 * @param url the URL, up to and with {@code /v1}, of a language model in OpenAI's chat form, which names tags. It is sent the same
 * texts as {@code madang.ai.analyze-url}; use one of the two
 * @param model the name of the language model
 * @param key the key that is sent as a bearer token; none if empty
 * @param within the most that anybody waits for it; then, and for half a minute, Madang's own tags answer
 */
@ConfigurationProperties("madang.ai.chat")
record ChatProperties(String url, @DefaultValue("gpt-4o-mini") String model, @DefaultValue("") String key,
		@DefaultValue("2s") Duration within) {
}
