package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** A template, style sheet or script has one element or rule a line, so that a diff can be read; the formatter keeps Java's. */
class LinesTest {

	private static final int LONGEST = 140;

	@Test
	void noLineIsLongerThanAScreen() throws IOException {
		try (var files = Files.walk(Path.of("src/main"))) {
			var kept = files.filter(file -> file.toString().matches(".*\\.(jte|css|js)")).toList();
			assertThat(kept).hasSizeGreaterThan(100);
			assertThat(kept.stream().flatMap(LinesTest::tooLong)).isEmpty();
		}
	}

	/** Of an attribute whose expression goes over two lines jte writes the expression into the page, too, where it trims. */
	@Test
	void noExpressionIsTakenForText() throws IOException {
		try (var files = Files.walk(Path.of("target/generated-sources/jte"))) {
			var written = files.filter(file -> file.toString().endsWith(".java")).flatMap(LinesTest::lines).toList();
			assertThat(written).anyMatch(line -> line.contains("writeContent(\""))
					.noneMatch(line -> line.contains("writeContent(\"") && line.contains("${"));
		}
	}

	private static Stream<String> tooLong(Path file) {
		return lines(file).filter(line -> line.length() > LONGEST).map(line -> file + ": " + line);
	}

	private static Stream<String> lines(Path file) {
		try {
			return Files.readAllLines(file).stream();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
