package dev.madang.member;

import java.security.SecureRandom;
import java.util.Base64;

import dev.madang.platform.Sha256;

/** A random token of 256 bits: its holder has the text, the database its SHA-256. */
record Secret(String text, byte[] hash) {

	private static final SecureRandom RANDOM = new SecureRandom();

	static Secret random() {
		var bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		return new Secret(text, Sha256.of(text));
	}
}
