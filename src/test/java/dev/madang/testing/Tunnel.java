package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to the database that can be shut: then nobody is connected, and nobody gets in. */
public final class Tunnel implements AutoCloseable {

	private final int port = TestDatabase.freePort();

	private final URI database = URI.create(TestDatabase.database().url().substring("jdbc:".length()));

	private final List<Socket> ends = new CopyOnWriteArrayList<>();

	private ServerSocket entrance;

	private Thread serving;

	public Tunnel() throws IOException {
		entrance = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
		serving = serve();
	}

	/** The address of the database, through here. */
	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + port + database.getPath();
	}

	public void open() throws IOException {
		entrance = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
		serving = serve();
	}

	@Override
	public void close() throws IOException {
		shut();
	}

	/** The port takes connections for as long as a thread is in the middle of taking one, closed or not. */
	public void shut() throws IOException {
		entrance.close();
		try {
			serving.join();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		for (var end : ends) {
			end.close();
		}
		ends.clear();
	}

	/** A virtual thread that is about to wait as its socket is closed still takes the next connection. */
	private Thread serve() {
		var from = entrance;
		return Thread.ofPlatform().daemon().start(() -> serve(from));
	}

	private void serve(ServerSocket from) {
		while (!from.isClosed()) {
			try {
				var near = from.accept();
				var far = new Socket(database.getHost(), database.getPort());
				ends.addAll(List.of(near, far));
				Thread.ofVirtual().start(() -> copy(near, far));
				Thread.ofVirtual().start(() -> copy(far, near));
			}
			catch (IOException e) {
				if (!from.isClosed()) {
					throw new UncheckedIOException(e);
				}
			}
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException closed) {
			// is how it ends when either side, or the tunnel, is closed
		}
	}
}
