package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import dev.madang.testing.Aside;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector of its own, because that of the program is patient for longer than a test. */
@Aside
class HeaderDeadlineTest {

	private final Tomcat tomcat = new Tomcat();

	@TempDir
	Path folder;

	private HeaderDeadline.Protocol protocol;

	@BeforeEach
	void start() throws Exception {
		var connector = new Connector(HeaderDeadline.Protocol.class.getName());
		connector.setPort(0);
		connector.setProperty("maxKeepAliveRequests", "-1");
		protocol = (HeaderDeadline.Protocol) connector.getProtocolHandler();
		protocol.setDeadline(Duration.ofMillis(300));
		protocol.setMaxConnections(8);
		tomcat.setBaseDir(folder.toString());
		tomcat.setConnector(connector);
		tomcat.addContext("", folder.toString());
		tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		tomcat.stop();
		tomcat.destroy();
	}

	@Test
	void aRequestWhoseHeadersDripIsGivenUp() throws IOException {
		try (var socket = new Socket("localhost", tomcat.getConnector().getLocalPort())) {
			socket.setSoTimeout(50);
			socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
			var begun = System.nanoTime();
			while (isOpen(socket)) {
				assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
		}
	}

	/** Drips another byte, and sees for a moment whether the connection is closed. */
	private static boolean isOpen(Socket socket) {
		try {
			socket.getOutputStream().write('x');
			return socket.getInputStream().read() >= 0;
		}
		catch (SocketTimeoutException stillOpen) {
			return true;
		}
		catch (IOException closed) {
			return false;
		}
	}

	@Test
	void aConnectionMayServeManyRequestsForLongerThanThat() throws IOException {
		try (var socket = new Socket("localhost", tomcat.getConnector().getLocalPort())) {
			var begun = System.nanoTime();
			while (System.nanoTime() - begun < Duration.ofMillis(700).toNanos()) {
				socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
						.isEqualTo("HTTP/1.1 404");
				var rest = new byte[8192];
				assertThat(socket.getInputStream().read(rest)).isPositive();
			}
		}
	}

	/** Of eight at most, a quarter. */
	@Test
	void anAddressHasItsShareOfTheConnections() throws IOException {
		try (var first = connected(); var second = connected()) {
			assertThat(isServed(first)).isTrue();
			assertThat(isServed(second)).isTrue();
			try (var third = connected()) {
				assertThat(isServed(third)).isFalse();
			}
			protocol.endpoint.setShared(InetAddress::isLoopbackAddress);
			try (var another = connected()) {
				assertThat(isServed(another)).as("behind a proxy").isTrue();
			}
			protocol.endpoint.setShared(_ -> false);
			try (var elsewhere = new Socket(InetAddress.ofLiteral("127.0.0.1"), port(), InetAddress.ofLiteral("127.0.0.2"),
					0)) {
				assertThat(isServed(elsewhere)).as("another address").isTrue();
			}
		}
		await().untilAsserted(() -> assertThat(protocol.endpoint.getConnectionCount()).isLessThan(2));
		try (var later = connected()) {
			assertThat(isServed(later)).as("after they were closed").isTrue();
		}
	}

	private Socket connected() throws IOException {
		return new Socket(InetAddress.ofLiteral("127.0.0.1"), port());
	}

	private int port() {
		return tomcat.getConnector().getLocalPort();
	}

	private static boolean isServed(Socket socket) {
		try {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return socket.getInputStream().read() >= 0;
		}
		catch (IOException closed) {
			return false;
		}
	}
}
