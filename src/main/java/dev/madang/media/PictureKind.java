package dev.madang.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import dev.madang.platform.Problem;

/** What is taken: formats that a living decoder reads. Neither SVG nor HTML is among them, whatever a file is called. */
enum PictureKind {

	JPEG("image/jpeg", 40_000_000), PNG("image/png", 40_000_000), GIF("image/gif", 40_000_000),
	/** Its decoder unpacks all of it, whatever part is asked for, and takes a hundred bytes a pixel for that. */
	WEBP("image/webp", 6_000_000);

	static final int HEAD = 12;

	final String contentType;

	/** More than any camera's, less than a bomb's. */
	private final long mostPixels;

	PictureKind(String contentType, long mostPixels) {
		this.contentType = contentType;
		this.mostPixels = mostPixels;
	}

	/** @throws Problem 422 {@code picture-too-large} */
	void requirePixels(long pixels) {
		if (pixels > mostPixels) {
			throw Problem.invalid("picture", "picture-too-large", mostPixels / 1_000_000, 1);
		}
	}

	static Optional<PictureKind> of(String contentType) {
		return Arrays.stream(values()).filter(kind -> kind.contentType.equals(contentType)).findFirst();
	}

	/** What a file is by its first bytes, not by its name. */
	static Optional<PictureKind> of(Path file) throws IOException {
		try (var in = Files.newInputStream(file)) {
			return of(in.readNBytes(HEAD));
		}
	}

	/** @param first that many bytes of it */
	static Optional<PictureKind> of(byte[] first) {
		var head = new String(first, StandardCharsets.ISO_8859_1);
		if (head.startsWith("\u00ff\u00d8\u00ff")) {
			return Optional.of(JPEG);
		}
		if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
			return Optional.of(PNG);
		}
		if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
			return Optional.of(GIF);
		}
		return head.startsWith("RIFF") && head.endsWith("WEBP") ? Optional.of(WEBP) : Optional.empty();
	}
}
