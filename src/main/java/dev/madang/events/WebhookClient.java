package dev.madang.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.madang.platform.PublicTargetClient;
import dev.madang.platform.PublicTargetClient.Outcome;
import dev.madang.platform.PublicTargets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Carries JSON to webhooks: each has ten seconds, and all of them may be sent to at once. */
@Component
class WebhookClient implements AutoCloseable {

	/** @param allowPrivate whether webhooks may go to this machine and to private networks, and over plain {@code http} */
	@ConfigurationProperties("madang.webhooks")
	record Properties(@DefaultValue("false") boolean allowPrivate) {
	}

	private final PublicTargets targets;

	private final PublicTargetClient http;

	WebhookClient(Properties properties) {
		targets = new PublicTargets(properties.allowPrivate());
		http = new PublicTargetClient(targets, Duration.ofSeconds(10), Webhooks.MOST);
	}

	/** What is wrong with the address of a webhook, as a violation's code. */
	Optional<String> violation(String url) {
		return targets.violation(url, "bad-webhook-url");
	}

	Outcome send(String url, Map<String, String> headers, String body) {
		var all = new HashMap<>(headers);
		all.put("Content-Type", "application/json; charset=UTF-8");
		return http.post(url, all, body.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() throws IOException {
		http.close();
	}
}
