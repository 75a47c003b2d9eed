package dev.madang.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;

/** The other end of a webhook: it keeps what it is sent, and answers with the status that it is told, or not at all. */
public final class Receiver implements AutoCloseable {

	public record Received(Headers headers, String body) {

		public String header(String name) {
			return String.valueOf(headers.getFirst(name));
		}
	}

	private final HttpServer server;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile int status = 200;

	private volatile boolean hangs;

	public Receiver() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", exchange -> {
			received.add(new Received(exchange.getRequestHeaders(),
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
			if (hangs) {
				await();
			}
			var answer = "<b>thanks</b>".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, answer.length);
			try (var out = exchange.getResponseBody()) {
				out.write(answer);
			}
		});
		server.start();
	}

	private void await() {
		try {
			over.await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	Receiver answering(int code) {
		status = code;
		return this;
	}

	Receiver hanging() {
		hangs = true;
		return this;
	}

	public String address() {
		return "http://localhost:" + server.getAddress().getPort() + "/hook";
	}

	public List<Received> received() {
		return received;
	}

	/** The first that is like that, as soon as it is there. */
	public Received await(Predicate<Received> like) {
		return Awaitility.await().pollInterval(Duration.ofMillis(50))
				.until(() -> received.stream().filter(like).findFirst(), found -> found.isPresent()).orElseThrow();
	}

	@Override
	public void close() {
		over.countDown();
		server.stop(0);
	}
}
