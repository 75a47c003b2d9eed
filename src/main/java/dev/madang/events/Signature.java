package dev.madang.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By which the receiver of a webhook knows that it comes from here, is whole, and is not old. */
final class Signature {

	/** How a secret of Standard Webhooks begins; its key follows in base64. */
	static final String PREFIX = "whsec_";

	private static final int LEAST_BYTES = 24;

	private static final int MOST_BYTES = 64;

	private Signature() {
	}

	/**
	 * The value of {@code Madang-Signature}: {@code v1} is the HMAC-SHA256, in hex, of the time, a point and the body.
	 *
	 * @param time in seconds since 1970
	 */
	static String of(String secret, long time, String body) {
		var code = code(secret.getBytes(StandardCharsets.UTF_8), time + "." + body);
		return "t=" + time + ",v1=" + HexFormat.of().formatHex(code);
	}

	/**
	 * The value of {@code webhook-signature}, which the libraries of standardwebhooks.com check. A secret that was chosen
	 * otherwise is the key as it is.
	 *
	 * @param id of the delivery, however often it is sent
	 */
	static String standard(String secret, String id, long time, String body) {
		var key = isStandard(secret) ? key(secret) : secret.getBytes(StandardCharsets.UTF_8);
		return "v1," + Base64.getEncoder().encodeToString(code(key, id + "." + time + "." + body));
	}

	/** Whether it is a secret as Standard Webhooks has them. */
	static boolean isStandard(String secret) {
		if (!secret.startsWith(PREFIX)) {
			return false;
		}
		try {
			var length = key(secret).length;
			return length >= LEAST_BYTES && length <= MOST_BYTES;
		}
		catch (IllegalArgumentException _) {
			return false;
		}
	}

	private static byte[] key(String secret) {
		return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
	}

	private static byte[] code(byte[] key, String text) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HMAC-SHA256", e);
		}
	}
}
