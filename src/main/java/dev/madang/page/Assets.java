package dev.madang.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Addresses of style sheets and scripts that carry a hash of their content, so that they can be cached for ever. */
@Component
class Assets {

	/** The web font's style sheet, which is there where the build could bring the font. */
	static final String FONT = "font/font.css";

	private final Map<String, String> addresses = new ConcurrentHashMap<>();

	String address(String name) {
		return addresses.computeIfAbsent(name, Assets::hashed);
	}

	private static String hashed(String name) {
		var file = new ClassPathResource("static/" + name);
		if (name.equals(FONT) && !file.exists()) {
			return "";
		}
		try (var stream = file.getInputStream()) {
			return "/" + name + "?v=" + DigestUtils.md5DigestAsHex(stream).substring(0, 12);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
