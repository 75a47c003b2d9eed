package dev.madang.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By which the receiver of a webhook knows that it comes from here, is whole, and is not old. */
final class Signature {

	private Signature() {
	}

	/**
	 * The value of {@code Madang-Signature}: {@code v1} is the HMAC-SHA256, in hex, of the time, a point and the body.
	 *
	 * @param time in seconds since 1970
	 */
	static String of(String secret, long time, String body) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			var code = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
			return "t=" + time + ",v1=" + HexFormat.of().formatHex(code);
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HMAC-SHA256", e);
		}
	}
}
