package dev.madang.notification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.madang.testing.Community;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser that receives what is pushed: it has the keys of a subscription, and decrypts as RFC 8291 and RFC 8188 say. */
final class PushedDevice {

	private static final int POINT = 65;

	private final String path = "/" + Community.unique("device");

	private final KeyPair keys;

	private final byte[] auth = new byte[16];

	PushedDevice() {
		try {
			var generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			keys = generator.generateKeyPair();
			new SecureRandom().nextBytes(auth);
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	String path() {
		return path;
	}

	/** Where it is before a test leads it to a service of its own: what members give must be public. */
	String endpoint() {
		return "https://push.example" + path;
	}

	/** What its browser would send. */
	Map<String, Object> subscription() {
		return Map.of("endpoint", endpoint(), "keys", Map.of("p256dh", base64(point()), "auth", base64(auth)));
	}

	PushClient.Receiver receiver(PushService at) {
		return new PushClient.Receiver(at.origin() + path, point(), auth);
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private byte[] point() {
		var key = new ECKey.Builder(Curve.P_256, (ECPublicKey) keys.getPublic()).build();
		return ByteBuffer.allocate(POINT).put((byte) 4).put(key.getX().decode()).put(key.getY().decode()).array();
	}

	JsonNode read(byte[] body) throws Exception {
		return new JsonMapper().readTree(text(body));
	}

	String text(byte[] body) throws Exception {
		var in = ByteBuffer.wrap(body);
		var salt = taken(in, 16);
		var recordSize = in.getInt();
		var sender = taken(in, in.get());
		var sealed = taken(in, in.remaining());
		if (sealed.length > recordSize) {
			throw new GeneralSecurityException("more than one record");
		}
		var agreement = KeyAgreement.getInstance("ECDH");
		agreement.init(keys.getPrivate());
		agreement.doPhase(new ECKey.Builder(Curve.P_256, Base64URL.encode(Arrays.copyOfRange(sender, 1, 33)),
				Base64URL.encode(Arrays.copyOfRange(sender, 33, POINT))).build().toECPublicKey(), true);
		var info = ByteBuffer.allocate(14 + 2 * POINT).put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
				.put(point()).put(sender).array();
		var secret = derive(auth, agreement.generateSecret(), info, 32);
		var key = derive(salt, secret, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
		var nonce = derive(salt, secret, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
		var cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
		var padded = cipher.doFinal(sealed);
		var end = padded.length - 1;
		while (padded[end] == 0) {
			end--;
		}
		if (padded[end] != 2) {
			throw new GeneralSecurityException("the last record ends with 2");
		}
		return new String(padded, 0, end, StandardCharsets.UTF_8);
	}

	private static byte[] taken(ByteBuffer from, int length) {
		var bytes = new byte[length];
		from.get(bytes);
		return bytes;
	}

	private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
		return KDF.getInstance("HKDF-SHA256")
				.deriveData(HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret).thenExpand(info, length));
	}
}
