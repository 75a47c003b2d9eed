package dev.madang.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A way to a real Redis that says of itself to be of another version; an old one is not to be had. */
final class OtherVersion implements AutoCloseable {

	private final int server;

	private final String said;

	private final ServerSocket entrance;

	/** @param major one digit, in the place of the real one */
	OtherVersion(int server, String major) throws IOException {
		this.server = server;
		this.said = "redis_version:" + major;
		entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofPlatform().daemon().start(this::serve);
	}

	int port() {
		return entrance.getLocalPort();
	}

	private void serve() {
		while (!entrance.isClosed()) {
			try {
				var near = entrance.accept();
				var far = new Socket(InetAddress.getLoopbackAddress(), server);
				Thread.ofVirtual().start(() -> copy(near, far, false));
				Thread.ofVirtual().start(() -> copy(far, near, true));
			}
			catch (IOException e) {
				if (!entrance.isClosed()) {
					throw new UncheckedIOException(e);
				}
			}
		}
	}

	private void copy(Socket from, Socket to, boolean isBack) {
		try (from; to) {
			copy(from.getInputStream(), to.getOutputStream(), isBack);
		}
		catch (IOException closed) {
			// is how it ends when either side is closed
		}
	}

	private void copy(InputStream from, OutputStream to, boolean isBack) throws IOException {
		var buffer = new byte[16 << 10];
		for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
			var text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
			var told = isBack ? text.replaceFirst("redis_version:\\d(?=\\.)", said) : text;
			to.write(told.getBytes(StandardCharsets.ISO_8859_1));
			to.flush();
		}
	}

	@Override
	public void close() throws IOException {
		entrance.close();
	}
}
