package dev.madang.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The words and variants that Madang brings: {@code words.txt} and {@code variants.txt} beside this class. */
final class BroughtWords {

	/** Lines of Nori's user dictionary. */
	static final List<String> LINES = lines("words.txt");

	/** Ways of writing one word; what stands right of > is found by what stands left, and not the other way round. */
	static final List<List<String>> VARIANTS = lines("variants.txt").stream()
			.map(line -> Arrays.stream(line.split(" +")).map(form -> form.replace('_', ' ')).toList())
			.toList();

	private BroughtWords() {
	}

	private static List<String> lines(String name) {
		try (var in = Objects.requireNonNull(BroughtWords.class.getResourceAsStream(name))) {
			return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")).map(String::strip)
					.filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
