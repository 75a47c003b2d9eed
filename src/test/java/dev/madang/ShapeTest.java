package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;

/** A class is small enough to be read at once: what is more has two jobs. Records are rows and forms, which have many fields. */
@Aside
class ShapeTest {

	private static final int MOST_ARGUMENTS = 7;

	private static final int MOST_LINES = 300;

	@Test
	void noConstructorTakesMoreThanSevenArguments() {
		var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("dev.madang")
				.stream().filter(each -> !each.isRecord() && !each.isEnum() && !each.isInnerClass())
				.toList();
		assertThat(classes).hasSizeGreaterThan(500);
		assertThat(classes.stream().filter(ShapeTest::takesMany)).isEmpty();
	}

	private static boolean takesMany(JavaClass type) {
		return type.getConstructors().stream()
				.anyMatch(constructor -> constructor.getRawParameterTypes().size() > MOST_ARGUMENTS);
	}

	@Test
	void noFileIsLongerThanThreeHundredLines() throws IOException {
		try (var files = Files.walk(Path.of("src/main/java"))) {
			var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
			assertThat(sources).hasSizeGreaterThan(500);
			assertThat(sources.stream().filter(file -> lines(file) > MOST_LINES)).isEmpty();
		}
	}

	private static int lines(Path file) {
		try {
			return Files.readAllLines(file).size();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
