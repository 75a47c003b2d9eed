package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against targets that mean no good. */
@Aside
@Timeout(30)
class PublicTargetClientTest {

	private static final Duration WITHIN = Duration.ofSeconds(2);

	private final PublicTargetClient client = new PublicTargetClient(new PublicTargets(true), WITHIN, 20);

	private final AtomicLong sent = new AtomicLong();

	/** What a server does with a connection once it has read the request's first line. */
	private interface Manner {

		void with(OutputStream out) throws IOException, InterruptedException;
	}

	private static final class Server implements AutoCloseable {

		private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final Manner manner;

		private final AtomicLong asked = new AtomicLong();

		Server(Manner manner) throws IOException {
			this.manner = manner;
			Thread.ofVirtual().start(() -> {
				while (!socket.isClosed()) {
					accept();
				}
			});
		}

		private void accept() {
			try {
				var connection = socket.accept();
				asked.incrementAndGet();
				Thread.ofVirtual().start(() -> talk(connection));
			}
			catch (IOException closed) {
				return;
			}
		}

		private void talk(Socket connection) {
			try (connection) {
				connection.getInputStream().read(new byte[4096]);
				manner.with(connection.getOutputStream());
			}
			catch (IOException | InterruptedException gone) {
				return;
			}
		}

		String address() {
			return "http://127.0.0.1:" + socket.getLocalPort() + "/hook";
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}

	@AfterEach
	void stop() throws IOException {
		client.close();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void flood(OutputStream out) throws IOException {
		var chunk = new byte[64 << 10];
		while (true) {
			out.write(chunk);
			sent.addAndGet(chunk.length);
		}
	}

	private PublicTargetClient.Outcome send(Server server) {
		var begun = System.nanoTime();
		var outcome = client.post(server.address(), Map.of("Content-Type", "application/json"), bytes("{}"));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(WITHIN.plusSeconds(3));
		return outcome;
	}

	@Test
	void aTargetThatTakesTheConnectionAndSaysNothingIsGivenUp() throws IOException {
		try (var server = new Server(out -> Thread.sleep(60_000))) {
			var outcome = send(server);
			assertThat(outcome.delivered()).isFalse();
			assertThat(outcome.status()).isNull();
			assertThat(outcome.error()).contains("2 s");
		}
	}

	@Test
	void aTargetThatDripsIsGivenUp() throws IOException {
		try (var server = new Server(out -> {
			out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
			while (true) {
				out.write('x');
				out.flush();
				Thread.sleep(50);
			}
		})) {
			assertThat(send(server).delivered()).isFalse();
		}
	}

	@Test
	void ofAnAnswerOfTenGigabytesNotMoreIsTakenThanIsRead() throws IOException {
		try (var server = new Server(out -> {
			out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"));
			flood(out);
		})) {
			var outcome = send(server);
			assertThat(outcome.delivered()).isTrue();
			assertThat(outcome.answer()).hasSize(1024);
		}
		assertThat(sent.get()).as("what the buffers of both systems took").isLessThan(32L << 20);
	}

	@Test
	void anAnswerWithoutEndIsCutOff() throws IOException {
		try (var server = new Server(out -> {
			out.write(bytes("HTTP/1.1 500 No\r\n\r\n"));
			flood(out);
		})) {
			var outcome = send(server);
			assertThat(outcome.status()).isEqualTo(500);
			assertThat(outcome.delivered()).isFalse();
		}
		assertThat(sent.get()).isLessThan(32L << 20);
	}

	@Test
	void headersWithoutEndAreCutOff() throws IOException {
		try (var server = new Server(out -> {
			out.write(bytes("HTTP/1.1 200 OK\r\n"));
			while (true) {
				out.write(bytes("X-Long: " + "a".repeat(1000) + "\r\n"));
				sent.addAndGet(1000);
			}
		})) {
			assertThat(send(server).delivered()).isFalse();
		}
		assertThat(sent.get()).isLessThan(32L << 20);
	}

	@Test
	void aRedirectIsNotFollowed() throws IOException {
		try (var inside = new Server(out -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
				var server = new Server(out -> out.write(bytes("HTTP/1.1 307 There\r\nLocation: " + inside.address()
						+ "\r\nContent-Length: 0\r\n\r\n")))) {
			var outcome = send(server);
			assertThat(outcome.status()).isEqualTo(307);
			assertThat(outcome.delivered()).isFalse();
			assertThat(inside.asked).hasValue(0);
		}
	}

	@Test
	void rubbishIsNoAnswer() throws IOException {
		try (var server = new Server(out -> out.write(bytes("\0\0rubbish\r\n\r\n")))) {
			assertThat(send(server).delivered()).isFalse();
		}
	}

	@Test
	void aPrivateAddressIsNeverConnectedTo() throws IOException {
		try (var strict = new PublicTargetClient(new PublicTargets(false), WITHIN, 20);
				var server = new Server(out -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")))) {
			for (var host : new String[]{ "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]" }) {
				var outcome = strict.post(server.address().replace("127.0.0.1", host), Map.of(), bytes("{}"));
				assertThat(outcome.error()).as(host).contains("no public address");
			}
			assertThat(server.asked).hasValue(0);
		}
	}
}
