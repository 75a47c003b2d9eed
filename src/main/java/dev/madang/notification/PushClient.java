package dev.madang.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.zerodeplibs.webpush.MessageEncryption;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import dev.madang.platform.PublicTargetClient;
import dev.madang.platform.PublicTargetClient.Outcome;
import dev.madang.platform.PublicTargets;
import dev.madang.platform.SiteUrl;
import org.springframework.stereotype.Component;

/**
 * Carries messages to push services (RFC 8030), encrypted for one browser (RFC 8291) and signed by the community (RFC 8292).
 * Which services there are is up to the browsers, so each is an address that somebody has given.
 */
@Component
class PushClient implements AutoCloseable {

	/** So many are under way at once. */
	static final int MOST = 8;

	/** What a device that is off gets later, if it comes back within so long. */
	private static final Duration KEPT = Duration.ofDays(1);

	/** A browser at its push service. */
	record Receiver(String endpoint, byte[] p256dh, byte[] auth) {
	}

	private final PushKeys keys;

	private final SiteUrl site;

	private final PublicTargets targets;

	private final PublicTargetClient http;

	private final MessageEncryption encryption = MessageEncryptions.of();

	PushClient(PushKeys keys, SiteUrl site, Properties properties) {
		this.keys = keys;
		this.site = site;
		targets = new PublicTargets(properties.pushAllowPrivate());
		http = new PublicTargetClient(targets, Duration.ofSeconds(10), MOST);
	}

	/** What is wrong with an address of a push service, as a violation's code. */
	Optional<String> violation(String endpoint) {
		return targets.violation(endpoint, "bad-endpoint");
	}

	/** @param topic of base64url's letters, 32 at most: a message replaces the one before that did not reach its device yet */
	Outcome send(Receiver to, String topic, String message) {
		var encrypted = encryption.encrypt(UserAgentMessageEncryptionKeyInfo.of(to.p256dh(), to.auth()),
				PushMessage.ofUTF8(message));
		var signature = keys.pair().generateAuthorizationHeaderValue(VAPIDJWTParam.getBuilder()
				.resourceURLString(to.endpoint()).expiresAfter(12, TimeUnit.HOURS).subject(site.url()).build());
		return http.post(to.endpoint(),
				Map.of("Authorization", signature, "Content-Type", encrypted.mediaType(), "Content-Encoding",
						encrypted.contentEncoding(), "TTL", String.valueOf(KEPT.toSeconds()), "Topic", topic),
				encrypted.toBytes());
	}

	@Override
	public void close() throws IOException {
		http.close();
	}
}
