package dev.madang.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What a release is made of: the image, the unit of systemd, the workflow. */
class ReleaseTest {

	private static String read(String file) throws IOException {
		return Files.readString(Path.of(file));
	}

	@Test
	void theImageGivesJavaTheOptionsOfTheScript() throws IOException {
		var script = read("bin/madang");
		var options = Stream.of(between(script, "options=\"", "\""), between(script, "mapped=\"", "\""))
				.flatMap(text -> Stream.of(text.trim().split("\\s+"))).toList();
		var arguments = Files.readAllLines(Path.of("deploy/java.args"));
		assertThat(options).hasSizeGreaterThan(15);
		assertThat(arguments.subList(0, options.size())).isEqualTo(options);
		assertThat(arguments.subList(options.size(), arguments.size())).containsExactly(
				"-XX:AOTCache=/opt/madang/lib/madang.aot",
				"-jar", "/opt/madang/lib/madang.jar");
		assertThat(read("Dockerfile")).contains("-Xms32m -Xmx" + between(script, "\nheap=", "\n"),
				"MALLOC_MMAP_THRESHOLD_=" + between(script, "MALLOC_MMAP_THRESHOLD_:-", "}"));
	}

	private static String between(String text, String begin, String end) {
		assertThat(text).contains(begin);
		var from = text.indexOf(begin) + begin.length();
		return text.substring(from, text.indexOf(end, from));
	}

	@Test
	void theImageNeedsNoShellAndNoRoot() throws IOException {
		var image = read("Dockerfile");
		assertThat(Pattern.compile("(?m)^FROM (\\S+)").matcher(image).results().map(match -> match.group(1)))
				.hasSize(2).allMatch(base -> base.matches("[a-z]+:(\\d+\\.\\d+|[a-z]+-\\d{8})[\\w.-]*"), "an exact version");
		var last = image.substring(image.lastIndexOf("FROM "));
		assertThat(last).doesNotContain("\nRUN ").contains("USER 64123:64123", "VOLUME /var/lib/madang", "EXPOSE 8080");
		for (var instruction : List.of("ENTRYPOINT", "CMD", "  CMD")) {
			assertThat(last).containsPattern("(?m)^" + instruction + " \\[\".*\"]$");
		}
		for (var copied : Pattern.compile("(?m)^COPY (?!--from)(\\S+)").matcher(image).results().toList()) {
			assertThat(Path.of(copied.group(1))).exists();
			assertThat(read(".dockerignore")).contains("!" + copied.group(1));
		}
	}

	@Test
	void theUnitStartsItAgainAndShutsItIn() throws IOException {
		var unit = Files.readAllLines(Path.of("deploy/madang.service"));
		assertThat(unit).contains("Restart=always", "User=madang", "StateDirectory=madang", "NoNewPrivileges=yes",
				"ProtectSystem=strict", "CapabilityBoundingSet=", "ExecStart=/opt/madang/bin/madang serve",
				"Environment=MADANG_HOME=/var/lib/madang");
		assertThat(unit).filteredOn(line -> !line.isEmpty() && !line.startsWith("#")).allMatch(
				line -> line.matches("\\[(Unit|Service|Install)]|[A-Z][A-Za-z]+=.*"), "a section or a key");
	}

	@Test
	void theWorkflowRunsWhatIsThere() throws IOException {
		var workflow = read(".github/workflows/release.yml");
		var steps = Compose.map(Compose.map(Compose.yaml(Path.of(".github/workflows/release.yml")).get("jobs")).get("release"));
		assertThat(steps).containsKeys("steps", "runs-on", "timeout-minutes");
		assertThat(workflow).contains("bin/package", "docker build", "SHA256SUMS", "tags:");
		for (var script : Pattern.compile("\\b((?:bin|\\.ci)/[a-z]+)").matcher(workflow).results().toList()) {
			assertThat(Path.of(script.group(1))).isExecutable();
		}
		assertThat(read("bin/package")).contains("cyclonedx-maven-plugin:2.9.3");
	}
}
