package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class BadInputTest {

	@Autowired
	Community community;

	private static void isProblem(Answer answer, int status, String code) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		assertThat(answer.code()).isEqualTo(code);
		for (var field : new String[]{ "type", "title", "detail", "instance" }) {
			assertThat(answer.text("/" + field)).as(field).isNotBlank();
		}
		assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
		assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"body":"x","color":"red"} | 400 | unknown-field
			{"body":7}                 | 400 | wrong-type
			{"body":true}              | 400 | wrong-type
			{"body":["x"]}             | 400 | wrong-type
			{"body":"x","parentId":"1"} | 400 | wrong-type
			{"body":"x","parentId":1.5} | 400 | wrong-type
			{"body":"x","parentId":99999999999999999999} | 400 | wrong-type
			{"body":"x","body":"y"}    | 400 | malformed-json
			{"body":"x"                | 400 | malformed-json
			{"body":"x"} {}            | 400 | malformed-json
			[]                         | 400 | malformed-json
			null                       | 400 | malformed-json
			{"body":"a\\u0000b"}       | 422 | invalid
			{"body":"\\ud83d"}         | 422 | invalid
			{"body":"\\ude00x"}        | 422 | invalid
			{"body":null}              | 422 | invalid
			{}                         | 422 | invalid
			""")
	void refusesABodyThatIsNotAsItShouldBe(String body, int status, String code) {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		isProblem(author.client().post("/posts/" + post + "/comments", body), status, code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e99999999999", "-1e99999999999", "1e-99999999999", "1e2147483648", "1e999999", "NaN", "1e",
			"0x10", "1.", "123456789012345678901234567890e5" })
	void aNumberThatCannotBeCountedToIsAProblemOfItsSender(String number) {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var product = community.aProduct().by(author).id();
		var client = author.client();
		for (var answer : new Answer[]{ client.patch("/posts/" + post, "{\"rating\": " + number + "}"),
				client.patch("/posts/" + post, "{\"title\": " + number + "}"),
				client.patch("/posts/" + post, "{\"none\": " + number + "}"),
				client.post("/posts/" + post + "/comments", "{\"body\": \"x\", \"parentId\": " + number + "}"),
				client.patch("/products/" + product, "{\"price\": {\"amount\": " + number + ", \"currency\": \"KRW\"}}"),
				client.patch("/products/" + product, "{\"price\": " + number + "}"),
				client.patch("/users/me", "{\"age\": " + number + "}"),
				client.post("/signals", "{\"signals\": [{\"target\": \"post:1\", \"seconds\": " + number + "}]}"),
				client.post("/auth/login", "{\"login\": " + number + "}"), client.patch("/posts/" + post, number) }) {
			assertThat(answer.status()).as(answer.body()).isIn(400, 422);
			assertThat(answer.code()).isIn("invalid", "malformed-json", "wrong-type", "unknown-field", "malformed");
		}
	}

	@Test
	void refusesDepthBombsAndLargeBodies() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		isProblem(author.client().post("/posts/" + post + "/comments", "[".repeat(200_000)), 400, "malformed-json");
		isProblem(author.client().post("/posts/" + post + "/comments", "{\"a\":".repeat(50_000)), 400, "malformed-json");
		isProblem(author.client().patch("/posts/" + post, "{\"a\":".repeat(50_000)), 400, "malformed-json");
		isProblem(author.client().post("/posts", Map.of("body", "x".repeat(8 << 20))), 413, "body-too-large");
		isProblem(author.client().post("/posts", "{\"tags\":[" + "\"a\",".repeat(250_000) + "\"a\"]}"), 400, "malformed-json");
		isProblem(author.client().patch("/posts/" + post, "{\"none\":[" + "[],".repeat(150_000) + "[]]}"), 400,
				"malformed-json");
	}

	@Test
	void speaksBothLanguages() {
		isProblem(community.anybody().header("Accept-Language", "ko").get("/posts/99999999"), 404, "not-found");
		assertThat(community.anybody().header("Accept-Language", "ko-KR,ko;q=0.9").get("/posts/99999999").text("/title"))
				.isEqualTo("페이지를 찾을 수 없어요");
		assertThat(community.anybody().header("Accept-Language", "fr,en;q=0.5").get("/posts/99999999").text("/title"))
				.isEqualTo("Not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/posts/abc", "/posts/9223372036854775808", "/posts/-1", "/posts/0", "/nowhere",
			"/comments/99999999",
			"/posts/1/versions/99999999999", "/users/nobody_at_all", "/categories/none/x" })
	void knowsNoSuchThing(String path) {
		isProblem(community.anybody().get(path), 404, "not-found");
	}

	@Test
	void decidesTheMethodBeforeTheMember() {
		var answer = community.anybody().delete("/posts");
		isProblem(answer, 405, "method-not-allowed");
		assertThat(answer.header("Allow")).contains("GET").contains("POST");
		isProblem(community.anybody().put("/auth/login"), 405, "method-not-allowed");
	}

	@Test
	void refusesOtherContentTypes() {
		isProblem(community.aMember().client().send("POST", "/posts", "<post/>", "application/xml"), 415,
				"unsupported-media-type");
		isProblem(community.anybody().send("POST", "/auth/login", "login=x", "application/x-www-form-urlencoded"), 415,
				"unsupported-media-type");
	}

	@Test
	void refusesANulInAQuery() {
		isProblem(community.anybody().get("/posts?q=a%00b"), 400, "unstorable-character");
		isProblem(community.anybody().get("/tags?q=%00"), 400, "unstorable-character");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/posts?q=%ff", "/posts?q=%", "/tags?q=%ED%A0%80", "/users/%2e%2e", "/posts;a=b", "/posts%0a" })
	void whatCannotBeDecodedIsAProblemToo(String path) throws IOException {
		assertThat(raw("GET /api/v1" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
				.containsPattern("^HTTP/1.1 (400|404)").contains("application/problem+json").contains("\"code\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/v1/%00 HTTP/1.1\r\n", "GET /api/v1/posts?q=[] HTTP/1.1\r\n",
			"GET /p/%2e%2e%2f%2e HTTP/1.1\r\n" })
	void whatTheConnectorRefusesIsAProblemToo(String requestLine) throws IOException {
		assertThat(raw(requestLine + "Host: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400")
				.contains("application/problem+json").contains("\"code\":").doesNotContain("<html");
	}

	@Test
	void aHeaderOfTwentyKilobytesIsAProblem() throws IOException {
		assertThat(raw("GET /api/v1/posts HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000)
				+ "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400").contains("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: 키", "If-None-Match: 키", "Accept-Language: 키", "Authorization: Bearer 키" })
	void aHeaderThatIsNotAsciiIsNoFaultOfOurs(String header) throws IOException {
		var post = community.aPost().id();
		assertThat(raw("GET /api/v1/posts/" + post + " HTTP/1.1\r\nHost: localhost\r\n" + header
				+ "\r\nConnection: close\r\n\r\n")).containsPattern("^HTTP/1.1 (200|40[016])").contains("json");
	}

	@Test
	void aKeyThatIsNotAsciiIsAProblem() throws IOException {
		var token = community.aMember().client().token();
		assertThat(raw("POST /api/v1/products HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
				+ "\r\nContent-Type: application/json\r\nIdempotency-Key: 키\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))
				.startsWith("HTTP/1.1 400").contains("bad-idempotency-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n{\"login\"", "Transfer-Encoding: chunked\r\n\r\n50\r\n{\"login\"" })
	void aBodyThatEndsEarlyIsAProblemOfItsSender(String rest) throws IOException {
		assertThat(raw("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + rest))
				.startsWith("HTTP/1.1 400").contains("application/problem+json").doesNotContain("our-fault");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%2B1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "%2B999999999-01-01T00:00:00Z" })
	void aTimeThatNoIndexCountsToIsAProblem(String time) {
		isProblem(community.anybody().get("/search?q=x&from=" + time), 400, "bad-date");
		isProblem(community.anybody().get("/search?q=x&to=" + time), 400, "bad-date");
	}

	private String raw(String request) throws IOException {
		try (var socket = new Socket("localhost", community.anybody().port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void aNumberHasOneForm() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var arabic = String.valueOf(post).codePoints().map(c -> c - '0' + '٠')
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
		for (var form : new String[]{ "0x" + Long.toHexString(post), "%23" + Long.toHexString(post), "+" + post, "%2B" + post,
				URLEncoder.encode(arabic, StandardCharsets.UTF_8), "%20" + post, post + "%20", post + "L", post + ".0" }) {
			assertThat(author.client().get("/posts/" + form).status()).as(form).isEqualTo(404);
			assertThat(author.client().put("/posts/" + form + "/like").status()).as(form).isEqualTo(404);
			assertThat(community.anybody().header("Accept", "text/html").get("!/p/" + form).status()).as(form).isEqualTo(404);
		}
		assertThat(author.client().get("/posts/" + post).status()).isEqualTo(200);
		var browser = new Browser(community).signedIn(author);
		for (var form : new String[]{ "0x5", "%2B5", "%D9%A3", "%EF%BC%95", "%205", "5%20", "5.0",
				"%235" }) {
			isProblem(community.anybody().get("/posts?limit=" + form), 400, "bad-parameter");
			isProblem(community.anybody().get("/posts?page=" + form), 400, "bad-parameter");
			isProblem(community.anybody().get("/posts?item=" + form), 400, "bad-parameter");
			assertThat(browser.post("/settings", "name=x&age=" + form).status()).as(form).isEqualTo(400);
		}
		assertThat(community.anybody().get("/posts?limit=5&page=1").status()).isEqualTo(200);
		isProblem(community.anybody().get("/posts?limit=-5"), 400, "bad-limit");
	}
}
