package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The documents lead somewhere, and leave no module out. */
class DocumentsTest {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#([^)]*))?\\)|<img src=\"([^\"]+)\"");

	/** As code, of two words at least, with or without its module and a member: {@code activity/ActivityLog.append}. */
	private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+/)*((?:[A-Z][a-z0-9]+){2,})(?:\\.\\w+)?`");

	@Test
	void everyLinkLeadsToAFileAndAHeading() throws IOException {
		var broken = new ArrayList<String>();
		var documents = documents();
		for (var document : documents) {
			for (var link : LINK.matcher(Files.readString(document)).results().toList()) {
				var target = document.resolveSibling(link.group(1) == null ? link.group(3) : link.group(1));
				if (!Files.exists(target) || link.group(2) != null && !headings(target).contains(link.group(2))) {
					broken.add(document + ": " + link.group());
				}
			}
		}
		assertThat(documents).hasSizeGreaterThan(20);
		assertThat(broken).isEmpty();
	}

	@Test
	void theMapHasEveryModule() throws IOException {
		var map = Files.readString(Path.of("CONTRIBUTING.md"));
		try (var modules = Files.list(Path.of("src/main/java/dev/madang"))) {
			assertThat(modules.filter(Files::isDirectory).map(module -> "| `" + module.getFileName() + "` |"))
					.isNotEmpty().allSatisfy(row -> assertThat(map).contains(row));
		}
	}

	@Test
	void everyClassThatIsNamedIsThere() throws IOException {
		var classes = new HashSet<String>();
		try (var files = Files.walk(Path.of("src"))) {
			files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".java"))
					.forEach(name -> classes.add(name.replace(".java", "")));
		}
		var gone = new ArrayList<String>();
		for (var document : documents()) {
			CLASS.matcher(Files.readString(document)).results().filter(named -> !classes.contains(named.group(1)))
					.forEach(named -> gone.add(document + ": " + named.group()));
		}
		assertThat(gone).isEmpty();
	}

	/** As GitHub names their anchors, for the letters that ours have. */
	private static List<String> headings(Path document) throws IOException {
		return Files.readString(document).lines().filter(line -> line.startsWith("#"))
				.map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "")
						.replace(' ', '-'))
				.toList();
	}

	private static List<Path> documents() throws IOException {
		var found = new ArrayList<Path>();
		for (var root : List.of("docs", "src/main/java")) {
			try (var files = Files.walk(Path.of(root))) {
				files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
			}
		}
		try (var files = Files.list(Path.of(""))) {
			files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
		}
		return found;
	}
}
