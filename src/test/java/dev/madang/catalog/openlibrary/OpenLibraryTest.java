package dev.madang.catalog.openlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.madang.catalog.OutsideCatalogue;
import dev.madang.platform.Problem;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** The adapter against a server that answers well, not at all, slowly, or rubbish. */
@Aside
class OpenLibraryTest {

	private static final String ISBN = "9780140328721";

	private final AtomicInteger asked = new AtomicInteger();

	private final CountDownLatch over = new CountDownLatch(1);

	private HttpServer server;

	private HttpHandler handler = exchange -> say(exchange, 200, "{}");

	@BeforeEach
	void aServer() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", exchange -> {
			asked.incrementAndGet();
			handler.handle(exchange);
		});
		server.start();
	}

	@AfterEach
	void stop() {
		over.countDown();
		server.stop(0);
	}

	private OpenLibrary library() {
		return new OpenLibrary("http://localhost:" + server.getAddress().getPort(), new JsonMapper());
	}

	private static void say(HttpExchange exchange, int status, String body) throws IOException {
		var bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
		try (var out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	private static void assertDown(OpenLibrary library) {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> library.find(ISBN)).satisfies(problem -> {
			assertThat(problem.status()).isEqualTo(503);
			assertThat(problem.code()).isEqualTo("catalogue-down");
			assertThat(problem.retryAfterSeconds()).isPositive();
		});
	}

	@Test
	void readsABook() {
		handler = exchange -> {
			assertThat(exchange.getRequestURI().toString())
					.isEqualTo("/api/books?bibkeys=ISBN:" + ISBN + "&format=json&jscmd=data");
			say(exchange, 200,
					"""
							{"ISBN:9780140328721": {"title": "Fantastic\\nMr. Fox", "subtitle": "a story", "publish_date": "October 1, 1988",
							 "authors": [{"name": "Roald Dahl"}, {"url": "x"}, {"name": 7}],
							 "cover": {"large": "https://covers.openlibrary.org/b/id/1-L.jpg"}, "unknown": [1]}}
							""");
		};
		var book = library().find(ISBN).orElseThrow();
		assertThat(book.title()).isEqualTo("Fantastic Mr. Fox: a story");
		assertThat(book.creators()).containsExactly("Roald Dahl");
		assertThat(book.publishedOn()).isEqualTo("1988-10-01");
		assertThat(book.coverUrl()).isEqualTo("https://covers.openlibrary.org/b/id/1-L.jpg");
		assertThat(book.source()).isEqualTo("openlibrary");
		assertThat(book.itemId()).isNull();
	}

	@Test
	void knowsThatItDoesNotKnowABook() {
		assertThat(library().find(ISBN)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>", "[]", "", "{\"ISBN:9780140328721\": {\"title\": ", "null", "7" })
	void rubbishIsNoBook(String body) {
		handler = exchange -> say(exchange, 200, body);
		assertDown(library());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ISBN:9780140328721\": []}", "{\"ISBN:9780140328721\": {\"title\": 7}}",
			"{\"ISBN:9780140328721\": {\"title\": \"\\u0000\"}}", "{\"other\": {\"title\": \"x\"}}" })
	void whatHasNoTitleIsUnknown(String body) {
		handler = exchange -> say(exchange, 200, body);
		assertThat(library().find(ISBN)).isEmpty();
	}

	@Test
	void strangeFieldsAreLeftOut() {
		handler = exchange -> say(exchange, 200, """
				{"ISBN:9780140328721": {"title": "%s", "authors": "nobody", "publish_date": "sometime",
				 "cover": {"large": "javascript:alert(1)"}}}
				""".formatted("가".repeat(2000)));
		var book = library().find(ISBN).orElseThrow();
		assertThat(book.title()).hasSizeLessThanOrEqualTo(300);
		assertThat(book.creators()).isEmpty();
		assertThat(book.publishedOn()).isNull();
		assertThat(book.coverUrl()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503, 404, 429 })
	void otherAnswersAreNone(int status) {
		handler = exchange -> say(exchange, status, "{}");
		assertDown(library());
	}

	@Test
	void followsNoRedirect() {
		handler = exchange -> {
			exchange.getResponseHeaders().add("Location", "http://localhost:" + server.getAddress().getPort() + "/elsewhere");
			say(exchange, 302, "");
		};
		assertDown(library());
		assertThat(asked).hasValue(1);
	}

	@Test
	void readsNoEndlessAnswer() {
		handler = exchange -> {
			exchange.sendResponseHeaders(200, 0);
			try (var out = exchange.getResponseBody()) {
				fill(out);
			}
		};
		assertDown(library());
	}

	private static void fill(OutputStream out) throws IOException {
		var spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 64; i++) {
			out.write(spaces);
		}
	}

	@Test
	void waitsAFewSecondsAndNoMore() {
		handler = exchange -> await();
		var start = System.nanoTime();
		assertDown(library());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
	}

	@Test
	void waitsNoLongerForABodyThatDrips() {
		handler = exchange -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
			await();
		};
		var start = System.nanoTime();
		assertDown(library());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
	}

	private void await() {
		try {
			assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void afterThreeFailuresNobodyIsKeptWaiting() {
		handler = exchange -> say(exchange, 500, "");
		var library = library();
		for (int i = 0; i < 5; i++) {
			assertDown(library);
		}
		assertThat(asked).hasValue(3);
	}

	@Test
	void nobodyThereIsDown() {
		server.stop(0);
		assertDown(library());
	}

	@ParameterizedTest
	@CsvSource({ "1998,1998", "March 2009,2009-03", "'Mar 05, 2009','2009-03-05'", "'March 5, 2009',2009-03-05",
			"2009-03,2009-03",
			"c1987,1987", "'February 30, 2009',2009" })
	void readsDatesAsLibrariansTypeThem(String written, String date) {
		assertThat(PublishDate.read(written)).contains(date);
	}

	@Test
	void isThereOnlyWhereItsSettingIs() {
		var runner = new ApplicationContextRunner().withUserConfiguration(OpenLibraryConfiguration.class, Settings.class)
				.withBean(JsonMapper.class);
		runner.run(context -> assertThat(context).doesNotHaveBean(OutsideCatalogue.class));
		runner.withPropertyValues("madang.openlibrary.url=https://openlibrary.org")
				.run(context -> assertThat(context).hasSingleBean(OutsideCatalogue.class));
		runner.withPropertyValues("madang.openlibrary.url=openlibrary").run(context -> assertThat(context).hasFailed());
	}

	@EnableConfigurationProperties(OpenLibraryProperties.class)
	static class Settings {
	}
}
