package dev.madang.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.madang.media.MediaStore.Upload;
import dev.madang.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.UriUtils;

/**
 * Links by which a file is sent without signing in: what they allow stands in them, and the community's signature under it.
 * The secret is in the database, so that every node has the same.
 */
@Component
public class UploadLinks {

	static final Duration LASTS = Duration.ofMinutes(15);

	/** What a link allows, and the signature that says so. */
	public record Link(long id, String type, int size, long expires, String signature) {
	}

	private final JdbcClient jdbc;

	private final Supplier<byte[]> secret = SingletonSupplier.of(this::load);

	private final TransactionTemplate alone;

	UploadLinks(JdbcClient jdbc, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.alone = new TransactionTemplate(transactions);
		this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	Upload allow(long id, String contentType, int size) {
		var expires = Instant.now().plus(LASTS).truncatedTo(ChronoUnit.SECONDS);
		return new Upload("PUT",
				"/api/v1/media/" + id + "/file?type=" + UriUtils.encode(contentType, StandardCharsets.UTF_8) + "&size=" + size
						+ "&expires=" + expires.getEpochSecond() + "&signature="
						+ sign(id, contentType, size, expires.getEpochSecond()),
				Map.of("Content-Type", contentType), null, expires);
	}

	/** @throws Problem 403 {@code bad-link} or {@code link-expired} */
	void check(Link link) {
		var right = sign(link.id(), link.type(), link.size(), link.expires()).getBytes(StandardCharsets.UTF_8);
		if (!MessageDigest.isEqual(right, link.signature().getBytes(StandardCharsets.UTF_8))) {
			throw Problem.forbidden("bad-link");
		}
		if (Instant.now().getEpochSecond() > link.expires()) {
			throw Problem.forbidden("link-expired");
		}
	}

	String sign(long id, String type, int size, long expires) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.get(), "HmacSHA256"));
			var signed = mac.doFinal((id + "\n" + type + "\n" + size + "\n" + expires).getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HmacSHA256", e);
		}
	}

	/** It must not go with a transaction that fails, while this process remembers it. */
	private byte[] load() {
		return alone.execute(status -> loaded());
	}

	private byte[] loaded() {
		var bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		jdbc.sql("insert into media_secret (secret) values (:secret) on conflict do nothing").param("secret", bytes).update();
		return jdbc.sql("select secret from media_secret").query((row, number) -> row.getBytes("secret")).single();
	}
}
