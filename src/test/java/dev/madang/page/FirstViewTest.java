package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.regex.Pattern;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a first visit has to wait for: little, over a phone's connection. */
@MadangTest
class FirstViewTest {

	private static final int MOST_BYTES = 60 * 1024;

	@Autowired
	Community community;

	@Autowired
	Client client;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeEach
	void aFullPage() {
		var author = community.aMember();
		var board = community.aCategory();
		for (var i = 0; i < 20; i++) {
			var post = community.aPost().by(author).in(board).titled("열여섯에 읽은 데미안과 마흔에 읽은 데미안 " + Community.unique("t"))
					.with("body", "그때는 싱클레어가 부러웠고 지금은 에바 부인의 집이 보인다. " + Community.unique("b").repeat(12))
					.tagged("헤세", "성장소설").id();
			community.aComment(author, post, "읽고 나서 한참 앉아 있었어요. " + Community.unique("c"));
		}
	}

	@AfterEach
	void close() {
		http.close();
	}

	private byte[] compressed(String path) throws Exception {
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + client.port() + path))
				.header("Accept", "text/html")
				.header("Accept-Encoding", "gzip").build();
		return http.send(request, BodyHandlers.ofByteArray()).body();
	}

	@Test
	void aFirstViewIsOfAtMostSixtyKilobytesAndWaitsForThreeRequests() throws Exception {
		var page = new Browser(community).get("/").body();
		var head = page.substring(0, page.indexOf("</head>"));
		var files = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg)[^\"]*)\"").matcher(head).results()
				.map(found -> found.group(1)).toList();
		var sizes = new ArrayList<String>();
		var sum = 0;
		for (var file : files) {
			var size = compressed(file).length;
			sizes.add(file + " " + size);
			sum += size;
		}
		var own = compressed("/");
		assertThat(new String(own, 0, 2, StandardCharsets.ISO_8859_1)).as("gzip").startsWith("\u001f");
		assertThat(sum + own.length).as("%s and a page of %d", sizes, own.length).isLessThan(MOST_BYTES);
		assertThat(Pattern.compile(
				"<link rel=\"stylesheet\"|<script(?! [^>]*(?:defer|type=\"(?:module|speculationrules|application/ld\\+json)\"))"
						+ "|<(?:link|script) [^>]*blocking=")
				.matcher(head).results().count() + 1).as("what it waits for, and itself").isLessThanOrEqualTo(3);
	}
}
