package dev.madang.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Addresses of style sheets and scripts that carry a hash of their content, so that they can be cached for ever. */
@Component
class Assets {

	private static final String FONT = "font/font.css";

	private final Map<String, String> addresses = new ConcurrentHashMap<>();

	private final boolean hasFont = new ClassPathResource("static/" + FONT).exists();

	String address(String name) {
		return addresses.computeIfAbsent(name, Assets::hashed);
	}

	/** The web font's style sheet, where the build could bring the font. */
	@Nullable
	String font() {
		return hasFont ? address(FONT) : null;
	}

	private static String hashed(String name) {
		try (var stream = new ClassPathResource("static/" + name).getInputStream()) {
			return "/" + name + "?v=" + DigestUtils.md5DigestAsHex(stream).substring(0, 12);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
