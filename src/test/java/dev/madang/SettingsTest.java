package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table in docs/settings.md is what the compiler found in the records of the settings and their Javadoc. */
class SettingsTest {

	private static final Path PAGE = Path.of("docs/settings.md");

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final String BEGIN = "<!-- written by SettingsTest -->\n\n";

	private static final String END = "\n<!-- until here -->\n";

	/** Settings without a record: placeholders, and those that are read before Spring starts. */
	private static final Pattern ELSEWHERE = Pattern.compile("\\$\\{(madang\\.[a-z.-]+)|get\\(home, \"(madang\\.[a-z.-]+)");

	@Test
	void thePageListsTheSettingsOfTheProgram() throws IOException {
		var page = Files.readString(PAGE);
		assertThat(page).contains(BEGIN, END);
		var current = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, current);
		}
		var now = Files.readString(PAGE);
		assertThat(now.equals(current))
				.as("docs/settings.md is as the program is, but for %s: mvn test -Dtest=SettingsTest -Ddocs.write=true writes it",
						current.lines().filter(row -> !now.contains(row)).toList())
				.isTrue();
	}

	@Test
	void everySettingIsDescribed() throws IOException {
		assertThat(settings()).isNotEmpty().allSatisfy(setting -> assertThat(text(setting, "description"))
				.as("@param of %s in %s", name(setting), text(setting, "sourceType")).isNotBlank());
		assertThat(settings().stream().map(SettingsTest::name)).containsAll(readElsewhere());
	}

	private static String table() throws IOException {
		return settings().stream().map(SettingsTest::row).distinct()
				.collect(Collectors.joining("", "| setting | type | default | meaning |\n| --- | --- | --- | --- |\n", ""));
	}

	private static String row(JsonNode setting) {
		return "| `%s` | %s | %s | %s |\n".formatted(name(setting),
				name(setting).endsWith(".certificates") ? "file" : type(text(setting, "type")), defaultOf(setting),
				text(setting, "description").replaceAll("\\{@code ([^}]*)}", "`$1`").replace("|", "\\|"));
	}

	private static String type(String type) {
		var raw = type.replaceAll("<.*", "");
		return switch (raw.substring(raw.lastIndexOf('.') + 1)) {
			case "Boolean" -> "true or false";
			case "Integer", "Double" -> "number";
			case "Duration" -> "duration";
			case "DataSize" -> "size";
			case "LocalTime" -> "time of day";
			case "ZoneId" -> "time zone";
			case "Path" -> "folder";
			case "List" -> "list";
			case "Map" -> "table";
			case "String", "URI" -> "text";
			default -> throw new AssertionError("How should docs/settings.md name the type " + type + "?");
		};
	}

	private static String defaultOf(JsonNode setting) {
		var value = text(setting, "defaultValue");
		return value.isEmpty() ? "none" : "`" + value + "`";
	}

	private static List<JsonNode> settings() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(METADATA)).path("properties").valueStream()
				.filter(setting -> name(setting).startsWith("madang.")).toList();
	}

	private static List<String> readElsewhere() throws IOException {
		var found = new ArrayList<String>();
		try (var sources = Files.walk(Path.of("src/main/java"))) {
			for (var source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
				ELSEWHERE.matcher(Files.readString(source)).results()
						.forEach(match -> found.add(match.group(1) == null ? match.group(2) : match.group(1)));
			}
		}
		assertThat(found).contains("madang.views.flush-every", "madang.database.url");
		return found;
	}

	private static String name(JsonNode setting) {
		return text(setting, "name");
	}

	private static String text(JsonNode setting, String field) {
		return setting.path(field).asString("");
	}
}
