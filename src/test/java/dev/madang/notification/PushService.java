package dev.madang.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;

/** A push service: it keeps what it is sent for its devices, and answers with the status that it is told, or not at all. */
final class PushService implements AutoCloseable {

	record Pushed(String path, Headers headers, byte[] body) {

		String header(String name) {
			return String.valueOf(headers.getFirst(name));
		}
	}

	private final HttpServer server;

	private final List<Pushed> pushed = new CopyOnWriteArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile int status = 201;

	private volatile boolean hangs;

	PushService() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", exchange -> {
			pushed.add(new Pushed(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(),
					exchange.getRequestBody().readAllBytes()));
			if (hangs) {
				await();
			}
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
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

	PushService answering(int code) {
		status = code;
		return this;
	}

	PushService hanging() {
		hangs = true;
		return this;
	}

	String origin() {
		return "http://localhost:" + server.getAddress().getPort();
	}

	List<Pushed> pushed() {
		return pushed;
	}

	List<Pushed> await(int number) {
		return Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> pushed, all -> all.size() >= number);
	}

	@Override
	public void close() {
		over.countDown();
		server.stop(0);
	}
}
