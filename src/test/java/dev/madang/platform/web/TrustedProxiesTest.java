package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** What a program is told of a request's sender, behind a proxy that it trusts and behind one that it does not. */
class TrustedProxiesTest {

	private static WebServer trusting;

	private static WebServer strange;

	@BeforeAll
	static void start() {
		trusting = server("127.0.0.0/8", "10.0.0.0/8", " ::1");
		strange = server("10.0.0.0/8");
	}

	@AfterAll
	static void stop() {
		trusting.stop();
		strange.stop();
	}

	private static WebServer server(String... proxies) {
		var factory = new TomcatServletWebServerFactory(0);
		factory.setAddress(InetAddress.getLoopbackAddress());
		new TrustedProxies(new TrustedProxies.Properties(List.of(proxies))).customize(factory);
		var server = factory.getWebServer(context -> context.addServlet("sender", new HttpServlet() {

			private static final long serialVersionUID = 1;

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
				response.getWriter().print(request.getRemoteAddr() + (request.isSecure() ? " TLS" : ""));
			}
		}).addMapping("/"));
		server.start();
		return server;
	}

	private static String sender(WebServer server, String forwarded, String proto) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"));
		if (forwarded != null) {
			request.header("X-Forwarded-For", forwarded);
		}
		if (proto != null) {
			request.header("X-Forwarded-Proto", proto);
		}
		try (var client = HttpClient.newHttpClient()) {
			return client.send(request.build(), BodyHandlers.ofString()).body();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "                                | https | 127.0.0.1 TLS",
			"198.51.100.1                    |       | 198.51.100.1",
			"1.1.1.1, 198.51.100.1           | https | 198.51.100.1 TLS",
			"1.1.1.1, 198.51.100.1, 10.9.9.9 | http  | 198.51.100.1",
			"10.1.1.1, 10.9.9.9              |       | 10.1.1.1",
			"127.0.0.1                       |       | 127.0.0.1",
			"nonsense, 10.9.9.9              | https | 10.9.9.9 TLS",
			"1.1.1.1, dead.beef              |       | 127.0.0.1",
			"1.1.1.1, 198.51.100.1:4711      |       | 127.0.0.1",
			"<script>                        |       | 127.0.0.1",
			"2001:db8::7                     | https | 2001:db8::7 TLS" })
	void believesWhatATrustedProxySays(String forwarded, String proto, String expected)
			throws IOException, InterruptedException {
		assertThat(sender(trusting, forwarded, proto)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "198.51.100.1", "10.1.1.1", "1.1.1.1, 10.1.1.1" })
	void believesNobodyElse(String forwarded) throws IOException, InterruptedException {
		assertThat(sender(strange, forwarded, "https")).isEqualTo("127.0.0.1");
	}

	@Test
	void rangesAreExact() {
		var proxies = new TrustedProxies(new TrustedProxies.Properties(List.of("10.16.0.0/12", "1.1.1.1", "2001:db8::/33")));
		assertThat(List.of("10.16.0.0", "10.31.255.255", "1.1.1.1", "2001:db8:7fff::1"))
				.allMatch(address -> proxies.isTrusted(InetAddress.ofLiteral(address)));
		assertThat(List.of("10.15.255.255", "10.32.0.0", "1.1.1.2", "2001:db8:8000::1", "::1"))
				.noneMatch(address -> proxies.isTrusted(InetAddress.ofLiteral(address)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10\\..*" })
	void refusesWhatIsNoRange(String proxy) {
		var properties = new TrustedProxies.Properties(List.of(proxy));
		assertThatIllegalArgumentException().isThrownBy(() -> new TrustedProxies(properties));
	}
}
