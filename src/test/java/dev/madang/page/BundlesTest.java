package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class BundlesTest {

	@Test
	void bothLanguagesHaveTheSameKeysAndArguments() throws IOException {
		var english = load("messages.properties");
		var korean = load("messages_ko.properties");
		assertThat(korean.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
		for (var key : english.stringPropertyNames()) {
			assertThat(arguments(korean.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
			assertThat(english.getProperty(key)).as(key).doesNotContain("'");
		}
	}

	@Test
	void noKeyIsThereTwice() throws IOException {
		for (var name : List.of("messages.properties", "messages_ko.properties")) {
			assertThat(Files.readAllLines(Path.of("src/main/resources", name)).stream()
					.filter(line -> line.matches("[\\w.-]+=.*")).map(line -> line.substring(0, line.indexOf('='))))
					.as(name).isNotEmpty().doesNotHaveDuplicates();
		}
	}

	@Test
	void everyProblemAndViolationHasWords() throws IOException {
		var keys = load("messages.properties").stringPropertyNames();
		var sources = sources("src/main/java", ".java");
		Pattern.compile("(?:conflict|forbidden|unauthorized|malformed|Problem\\.of|of400|later)\\((?:\\d{3}, )?\"([a-z-]+)\"")
				.matcher(sources).results().forEach(match -> assertThat(keys).contains("problem." + match.group(1)));
		Pattern.compile("\"(?:[a-zA-Z]+)\",\\s+\"((?:bad|too|unknown|missing|reserved|feature|already|below)-?[a-z-]*)\"")
				.matcher(sources).results().forEach(match -> assertThat(keys).contains("violation." + match.group(1)));
	}

	@Test
	void everyKeyOfATemplateIsThereAndNoKeyIsLeftOver() throws IOException {
		var bundle = load("messages.properties");
		var text = sources("src/main/jte", ".jte") + sources("src/main/java", ".java");
		var used = Pattern.compile("\\b(?:t|mailed)\\(\"([a-z.-]+)\"").matcher(text).results().map(match -> match.group(1))
				.filter(key -> !key.endsWith(".")).collect(Collectors.toCollection(TreeSet::new));
		assertThat(bundle.stringPropertyNames()).containsAll(used);
		Pattern.compile("\\bmailed\\(\"([a-z.-]+)\"").matcher(text).results()
				.forEach(match -> assertThat(bundle.stringPropertyNames()).contains(match.group(1) + "-unsent"));
		assertThat(bundle.stringPropertyNames().stream()
				.filter(key -> !key
						.matches(
								"(status|problem|reason|search\\.(of|is|more|kind|state|by)|violation|role|sort|nav\\.theme|today|mail|gate\\.lead|checklist|categories\\.kind|sign-ups\\.mode|settings\\.tab|"
										+ "admin\\.tab|community|report\\.(reason|status|action|kind)|acts\\.did|state|(reading|watching)\\.status|items\\.sort|item\\.kinds?|product\\.(status|sort)|overview|sign-in-method|notification\\.(text|kind|every)|events\\.(delivery|job|node|dead\\.reason)|chat\\.(kind|takes)|tokens\\.scope)\\..*|.*-(title|default|unsent)|"
										+ "account\\.(email-sent|saved|password-changed)|legal\\.(terms|privacy)"))
				.filter(key -> !text.contains('"' + key + '"'))).as("left over").isEmpty();
	}

	@Test
	void whatAMessageChoosesByIsANumber() throws IOException {
		var text = sources("src/main/jte", ".jte");
		for (var bundle : List.of(load("messages.properties"), load("messages_ko.properties"))) {
			bundle.stringPropertyNames().stream().filter(key -> bundle.getProperty(key).contains(",choice,"))
					.forEach(key -> assertThat(text).as(key)
							.doesNotContainPattern("\"" + Pattern.quote(key) + "\",[^}\\n]*page\\.number\\("));
		}
	}

	private static String arguments(String message) {
		return Pattern.compile("\\{\\d}").matcher(message).results().map(match -> match.group()).sorted()
				.collect(Collectors.joining());
	}

	private static Properties load(String name) throws IOException {
		var properties = new Properties();
		try (var reader = Files.newBufferedReader(Path.of("src/main/resources", name), StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		return properties;
	}

	private static String sources(String root, String ending) throws IOException {
		try (var files = Files.walk(Path.of(root))) {
			return files.filter(path -> path.toString().endsWith(ending)).map(path -> {
				try {
					return Files.readString(path);
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}).collect(Collectors.joining("\n"));
		}
	}
}
