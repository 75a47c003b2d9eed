package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program as a process of its own: what the README's first command serves, and the commands beside it. */
@Aside
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
