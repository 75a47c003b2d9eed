package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what the README's first command serves, and the commands beside it. */
@Aside
@Tag("process")
class DemoTest {

	private final Path home = Path.of("target/test-home-3");

	private final ArrayList<String> said = new ArrayList<>();

	@BeforeEach
	void aFreshHome() throws IOException {
		TestDatabase.delete(home.resolve("pg/data"));
	}

	private Process madang(String... arguments) throws IOException {
		var command = new ArrayList<String>();
		command.add(ProcessHandle.current().info().command().orElseThrow());
		command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		command.add("--enable-native-access=ALL-UNNAMED");
		command.add("-cp");
		command.add(System.getProperty("java.class.path"));
		command.add("dev.madang.Madang");
		command.addAll(List.of(arguments));
		command.addAll(List.of("--home", home.toString()));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private void readUntil(Process process, String words) throws IOException {
		var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (var line = reader.readLine(); line != null; line = reader.readLine()) {
			said.add(line);
			if (line.contains(words)) {
				return;
			}
		}
		throw new AssertionError("it ended without saying \"" + words + "\": " + said);
	}

	/** A reader that asks, and is answered by the index and not by the database: only there is a word found in its other forms. */
	@Test
	void anImportLeavesAnIndexAndAModelThatAServerTakesUp(@TempDir Path folder) throws Exception {
		TestDatabase.delete(home.resolve("index"));
		TestDatabase.delete(home.resolve("model"));
		var archive = Files.write(folder.resolve("few.ndjson"), List.of(
				"""
						{"type":"user","ref":"u1","handle":"sori","name":"소리"}""",
				"""
						{"type":"category","ref":"c1","slug":"talk","name":"이야기"}""",
				"""
						{"type":"post","ref":"p1","author":"u1","category":"c1","title":"판소리","body":"공연이 즐거웠다","createdAt":"2026-01-02T00:00:00Z"}"""));
		var first = madang("import", archive.toString());
		readUntil(first, "stored");
		assertThat(said).contains("New: 1 user, 1 category, 1 post");
		assertThat(first.waitFor()).isZero();
		var again = madang("import", archive.toString());
		readUntil(again, "New: nothing");
		assertThat(again.waitFor()).isZero();
		assertThat(home.resolve("index/1")).as("built once").isDirectory();
		assertThat(home.resolve("index/2")).doesNotExist();
		assertThat(home.resolve("model")).isDirectoryContaining(path -> path.getFileName().toString().startsWith("words-"));
		var port = TestDatabase.freePort();
		var server = madang("serve", "--port", String.valueOf(port));
		readUntil(server, "Madang is running");
		var found = HttpClient.newHttpClient().send(HttpRequest
				.newBuilder(URI.create(
						"http://127.0.0.1:" + port + "/api/v1/search?q=" + URLEncoder.encode("즐겁다", StandardCharsets.UTF_8)))
				.build(), BodyHandlers.ofString());
		assertThat(found.body()).contains("판소리");
		assertThat(madang("stop").waitFor()).isZero();
		assertThat(server.waitFor()).isEqualTo(143);
		assertThat(home.resolve("index/2")).doesNotExist();
	}

	@Test
	void servesALivingCommunityAndStopsWhenToldTo() throws Exception {
		var port = TestDatabase.freePort();
		var server = madang("demo", "--port", String.valueOf(port));
		readUntil(server, "Sign in as");
		assertThat(said).noneMatch(line -> line.contains("Exception"));
		var page = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).header("Accept", "text/html")
						.build(),
						BodyHandlers.ofString());
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("데미안", "읽기 모임", "English table");
		assertThat(madang("status").waitFor()).isZero();
		var rebuild = madang("search", "rebuild");
		assertThat(rebuild.waitFor()).isZero();
		var second = madang("serve", "--port", String.valueOf(port));
		readUntil(second, "already serves");
		assertThat(second.waitFor()).isEqualTo(1);
		assertThat(madang("stop").waitFor()).isZero();
		assertThat(server.waitFor()).isEqualTo(143);
		assertThat(madang("status").waitFor()).isEqualTo(3);
		assertThat(home.resolve("pg/data/postmaster.pid")).as("the last to leave stops PostgreSQL").doesNotExist();
	}
}
