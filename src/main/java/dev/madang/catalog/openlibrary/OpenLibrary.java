package dev.madang.catalog.openlibrary;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.madang.catalog.Book;
import dev.madang.catalog.OutsideCatalogue;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.HttpUrl;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open Library's <a href="https://openlibrary.org/dev/docs/api/books">Books API</a>: one request a book. It follows no
 * redirect, so that a setting is what is asked, and takes what it is told as text of strangers: only fields of the right
 * shape and length.
 */
final class OpenLibrary implements OutsideCatalogue {

	private static final Logger LOG = LoggerFactory.getLogger(OpenLibrary.class);

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration ANSWER = Duration.ofSeconds(4);

	/** An answer of theirs is some kilobytes. */
	private static final int MOST_BYTES = 512 << 10;

	private final RestClient client;

	private final JsonMapper mapper;

	private final Breaker breaker = new Breaker();

	OpenLibrary(String url, JsonMapper mapper) {
		var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT)
				.followRedirects(HttpClient.Redirect.NEVER).build());
		requests.setReadTimeout(ANSWER);
		this.client = RestClient.builder().baseUrl(url).requestFactory(requests).build();
		this.mapper = mapper;
	}

	@Override
	public Optional<Book> find(String isbn13) {
		return RequestMemory.aside(() -> ask(isbn13));
	}

	private Optional<Book> ask(String isbn13) {
		breaker.requireClosed();
		try {
			var answer = client.get().uri("/api/books?bibkeys=ISBN:{isbn}&format=json&jscmd=data", isbn13)
					.exchange((request, response) -> read(response));
			breaker.succeeded();
			return book(isbn13, answer.path("ISBN:" + isbn13));
		}
		catch (RestClientException | JacksonException e) {
			LOG.warn("Open Library does not answer as it should: {}", e.getMessage());
			breaker.failed();
			throw Breaker.down();
		}
	}

	private JsonNode read(ClientHttpResponse response) throws IOException {
		if (response.getStatusCode().value() != 200) {
			throw new IOException("status " + response.getStatusCode().value());
		}
		var bytes = response.getBody().readNBytes(MOST_BYTES + 1);
		if (bytes.length > MOST_BYTES) {
			throw new IOException("more than " + MOST_BYTES + " bytes");
		}
		var json = mapper.readTree(bytes);
		if (!json.isObject()) {
			throw new IOException("no JSON object");
		}
		return json;
	}

	private static Optional<Book> book(String isbn, JsonNode json) {
		var title = text(json.path("title"), 300);
		if (title.isEmpty()) {
			return Optional.empty();
		}
		var subtitle = text(json.path("subtitle"), 190);
		return Optional.of(new Book("openlibrary", null, isbn, subtitle.isEmpty() ? title : title + ": " + subtitle,
				names(json.path("authors")), PublishDate.read(text(json.path("publish_date"), 60)).orElse(null), null, "",
				cover(json.path("cover").path("large"))));
	}

	private static List<String> names(JsonNode authors) {
		var names = new ArrayList<String>();
		for (var author : authors) {
			var name = text(author.path("name"), 200);
			if (!name.isEmpty() && names.size() < 20) {
				names.add(name);
			}
		}
		return names;
	}

	private static String text(JsonNode node, int most) {
		var text = node.isString() ? Texts.tidy(node.asString().replaceAll("[\\p{Cntrl}\\s]+", " ")) : "";
		return Texts.isStorable(text) ? Texts.shorten(text, most) : "";
	}

	private static @Nullable String cover(JsonNode address) {
		var cover = HttpUrl.normalize(text(address, 1000));
		return cover.startsWith("https://") && !cover.contains(" ") ? cover : null;
	}

	/** After three failures in a row nobody is kept waiting for half a minute. */
	private static final class Breaker {

		private static final int FAILURES = 3;

		private static final int SECONDS = 30;

		private int failures;

		private long openUntil;

		static Problem down() {
			return Problem.later(503, "catalogue-down", SECONDS);
		}

		synchronized void requireClosed() {
			if (failures >= FAILURES && System.nanoTime() - openUntil < 0) {
				throw down();
			}
		}

		synchronized void succeeded() {
			failures = 0;
		}

		synchronized void failed() {
			failures++;
			openUntil = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
		}
	}
}
