package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.testing.Aside;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector of its own, whose answers have any length. */
@Aside
class GzipTest {

	private final Tomcat tomcat = new Tomcat();

	@AutoClose
	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	Path folder;

	/** Words, and what cannot be compressed; the parts are as long as the path says. */
	private static final class Answers extends HttpServlet {

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			var out = response.getOutputStream();
			for (var length : request.getPathInfo().substring(1).split(",")) {
				out.write(part(Integer.parseInt(length)));
				if (request.getQueryString() != null) {
					out.flush();
				}
			}
		}
	}

	private static byte[] part(int length) {
		var bytes = "마당에 모여 이야기를 나눈다. ".repeat(length / 20 + 1).getBytes(StandardCharsets.UTF_8);
		var random = new byte[length];
		new Random(length).nextBytes(random);
		System.arraycopy(bytes, 0, random, 0, length / 2);
		return random;
	}

	@BeforeEach
	void start() throws Exception {
		var connector = new Connector(HeaderDeadline.Protocol.class.getName());
		connector.setPort(0);
		connector.setProperty("compression", "on");
		tomcat.setBaseDir(folder.toString());
		tomcat.setConnector(connector);
		var context = tomcat.addContext("", folder.toString());
		Tomcat.addServlet(context, "answers", new Answers()).addMapping("/*");
		tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		tomcat.stop();
		tomcat.destroy();
	}

	private HttpResponse<InputStream> get(String path) {
		var address = "http://localhost:" + tomcat.getConnector().getLocalPort() + path;
		return client.sendAsync(HttpRequest.newBuilder(URI.create(address)).header("Accept-Encoding", "gzip").build(),
				BodyHandlers.ofInputStream()).join();
	}

	private byte[] unpacked(String path) {
		var answer = get(path);
		assertThat(answer.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
		try (var body = new GZIPInputStream(answer.body())) {
			return body.readAllBytes();
		}
		catch (IOException e) {
			throw new java.io.UncheckedIOException(path, e);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2049", "8182", "8191", "8192", "8193", "16384", "100000", "3000000", "1,3000,0,9000,70000" })
	void anAnswerOfAnyLengthIsWholeAgain(String lengths) {
		var whole = new java.io.ByteArrayOutputStream();
		for (var length : lengths.split(",")) {
			whole.writeBytes(part(Integer.parseInt(length)));
		}
		assertThat(unpacked("/" + lengths)).isEqualTo(whole.toByteArray());
		assertThat(unpacked("/" + lengths + "?flush")).as("flushed after each part").isEqualTo(whole.toByteArray());
	}

	@Test
	void manyAtOnceShareTheCompressors() {
		try (var threads = Executors.newFixedThreadPool(24)) {
			var all = IntStream.range(0, 400).mapToObj(i -> CompletableFuture
					.runAsync(() -> assertThat(unpacked("/" + (3000 + 97 * i))).isEqualTo(part(3000 + 97 * i)), threads));
			CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
		}
	}

	@Test
	void itIsCompressedAtLevelThree() throws IOException {
		var bytes = get("/60000").body().readAllBytes();
		var deflater = new java.util.zip.Deflater(3, true);
		deflater.setInput(part(60000));
		deflater.finish();
		var expected = deflater.deflate(new byte[70000]);
		deflater.end();
		assertThat(bytes).hasSize(10 + expected + 8);
		assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()).isEqualTo(part(60000));
	}
}
