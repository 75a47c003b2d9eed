package dev.madang.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A random token of 256 bits: its holder has the text, the database its SHA-256. */
record Secret(String text, byte[] hash) {

	private static final SecureRandom RANDOM = new SecureRandom();

	static Secret random() {
		var bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		return new Secret(text, hashOf(text));
	}

	static byte[] hashOf(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
