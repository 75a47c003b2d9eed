package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpServer;

/** A server on this machine that answers JSON as a test says: well, rubbish, or not until the test is over. */
public final class StubServer implements AutoCloseable {

	private final HttpServer server;

	private final CountDownLatch over = new CountDownLatch(1);

	private final AtomicInteger asked = new AtomicInteger();

	private volatile UnaryOperator<String> answer = body -> "{}";

	public StubServer() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", exchange -> {
			asked.incrementAndGet();
			var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			var said = answer.apply(body).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, said.length);
			try (var out = exchange.getResponseBody()) {
				out.write(said);
			}
		});
		server.start();
	}

	/** @param answer what to say to a body */
	public void answers(UnaryOperator<String> answer) {
		this.answer = answer;
	}

	/** It takes connections and says nothing until it is closed. */
	public void hangs() {
		answer = body -> {
			try {
				over.await();
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			return "{}";
		};
	}

	public String address() {
		return "http://localhost:" + server.getAddress().getPort();
	}

	/** How often it was asked. */
	public int asked() {
		return asked.get();
	}

	@Override
	public void close() {
		over.countDown();
		server.stop(0);
	}
}
