package dev.madang.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server on which some requests are lost for whoever sent them, and come to the server later. */
public final class LateWay implements AutoCloseable {

	private final int server;

	private final ServerSocket entrance;

	private final List<byte[]> late = new CopyOnWriteArrayList<>();

	private volatile String held = "";

	public LateWay(int server) throws IOException {
		this.server = server;
		entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofPlatform().daemon().start(this::serve);
	}

	public int port() {
		return entrance.getLocalPort();
	}

	/** From now on requests are late that have this in them; none if it is empty. */
	public void hold(String part) {
		held = part;
	}

	/** Sends what was held, as it was; the first line of each answer. */
	public List<String> release() throws IOException {
		var answers = new CopyOnWriteArrayList<String>();
		for (var request : late) {
			try (var far = new Socket(InetAddress.getLoopbackAddress(), server)) {
				far.getOutputStream().write(request);
				answers.add(new String(far.getInputStream().readNBytes(15), StandardCharsets.US_ASCII).strip());
			}
		}
		late.clear();
		return answers;
	}

	private void serve() {
		while (!entrance.isClosed()) {
			try {
				var near = entrance.accept();
				var far = new Socket(InetAddress.getLoopbackAddress(), server);
				Thread.ofVirtual().start(() -> copy(near, far, true));
				Thread.ofVirtual().start(() -> copy(far, near, false));
			}
			catch (IOException e) {
				if (!entrance.isClosed()) {
					throw new UncheckedIOException(e);
				}
			}
		}
	}

	private void copy(Socket from, Socket to, boolean areRequests) {
		try (from; to) {
			copy(from.getInputStream(), to.getOutputStream(), areRequests);
		}
		catch (IOException closed) {
			// is how it ends when either side is closed
		}
	}

	/** A request without a body comes as one piece. */
	private void copy(InputStream from, OutputStream to, boolean areRequests) throws IOException {
		var buffer = new byte[16 << 10];
		for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
			var piece = Arrays.copyOf(buffer, read);
			if (areRequests && !held.isEmpty() && new String(piece, StandardCharsets.ISO_8859_1).contains(held)) {
				late.add(piece);
				return;
			}
			to.write(piece);
			to.flush();
		}
	}

	@Override
	public void close() throws IOException {
		entrance.close();
	}
}
