package dev.madang.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.Engines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A way to a server of this machine that fails as networks and servers do. */
public final class FaultyProxy implements AutoCloseable {

	/** What becomes of connections, new ones and those that are there. */
	public enum Fault {
		/** None. */
		NONE,
		/** Nobody listens, and who was connected is not any more. */
		REFUSES,
		/** Connections are taken, and nothing ever comes back. */
		HANGS,
		/** Each piece that comes back takes {@link #DELAY}. */
		SLOW,
		/** Each connection is reset as soon as something is sent. */
		RESETS,
		/** What comes back is noise. */
		GARBAGE,
		/** Every other connection is reset. */
		FLAPS
	}

	/** How late an answer is of a server that is slow. */
	public static final Duration DELAY = Duration.ofSeconds(1);

	private final InetSocketAddress server;

	private final InetAddress address;

	private final int port;

	private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();

	private final List<Socket> ends = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile Fault fault = Fault.NONE;

	private ServerSocket entrance;

	private Thread serving;

	public FaultyProxy(int serverPort) {
		this(InetAddress.getLoopbackAddress(), TestDatabase.freePort(), serverPort);
	}

	/** The same at another address of this machine. */
	public FaultyProxy(InetAddress address, int port, int serverPort) {
		this.address = address;
		this.port = port;
		server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
		entrance = listen();
		serving = serve();
	}

	/** Engines that are looked for as in the program, until the test ends. */
	public static Engines engines(ScheduledExecutorService clock) {
		var engines = new Engines(new StaticListableBeanFactory().getBeanProvider(MeterRegistry.class), Duration.ofMillis(500));
		var _ = clock.scheduleWithFixedDelay(engines::look, 200, 200, TimeUnit.MILLISECONDS);
		return engines;
	}

	/** An engine that is tried again soon after it failed. */
	public static Engine engine(String name, Duration slow) {
		return new Engine(name, "madang." + name, slow, Duration.ofMillis(500), null, new SimpleMeterRegistry());
	}

	public int port() {
		return port;
	}

	/** From now on; what was on its way is lost. */
	public void become(Fault next) {
		if (fault == Fault.REFUSES && next != Fault.REFUSES) {
			fault = next;
			entrance = listen();
			serving = serve();
			return;
		}
		fault = next;
		if (next == Fault.REFUSES) {
			stopListening();
		}
		if (next != Fault.HANGS && next != Fault.SLOW) {
			cutAll();
		}
	}

	/** Nothing comes back any more on the connections that are there, as behind a firewall that has forgotten them; new ones work. */
	public void forget() {
		forgotten.addAll(ends);
	}

	private ServerSocket listen() {
		try {
			return new ServerSocket(port, 50, address);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Thread serve() {
		var from = entrance;
		return Thread.ofPlatform().daemon().start(() -> serve(from));
	}

	private void serve(ServerSocket from) {
		while (!from.isClosed()) {
			try {
				take(from.accept());
			}
			catch (IOException e) {
				if (!from.isClosed()) {
					throw new UncheckedIOException(e);
				}
			}
		}
	}

	private void take(Socket near) {
		ends.add(near);
		var isOdd = connections.incrementAndGet() % 2 == 1;
		if (fault == Fault.RESETS || fault == Fault.FLAPS && isOdd) {
			reset(near);
			return;
		}
		var far = new Socket();
		try {
			far.connect(server);
		}
		catch (IOException serverIsAway) {
			reset(near);
			return;
		}
		ends.add(far);
		Thread.ofVirtual().start(() -> copy(near, far, false));
		Thread.ofVirtual().start(() -> copy(far, near, true));
	}

	private void copy(Socket from, Socket to, boolean isBack) {
		try (from; to) {
			copy(from.getInputStream(), to.getOutputStream(), isBack, () -> forgotten.contains(from));
		}
		catch (IOException closed) {
			// is how it ends when either side, or the proxy, is closed
		}
		ends.removeAll(List.of(from, to));
	}

	private void copy(InputStream from, OutputStream to, boolean isBack, BooleanSupplier isForgotten) throws IOException {
		var noise = new Random(1);
		var buffer = new byte[16 << 10];
		for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
			if (isBack && (fault == Fault.HANGS || isForgotten.getAsBoolean())) {
				continue;
			}
			if (isBack && fault == Fault.SLOW) {
				LockSupport.parkNanos(DELAY.toNanos());
			}
			if (isBack && fault == Fault.GARBAGE) {
				noise.nextBytes(buffer);
			}
			to.write(buffer, 0, read);
			to.flush();
		}
	}

	private static void reset(Socket socket) {
		try (socket) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException alreadyClosed) {
			// which is what was wanted
		}
	}

	/** Those that come meanwhile know the new fault, and stay in the list for the next. */
	private void cutAll() {
		var now = List.copyOf(ends);
		now.forEach(FaultyProxy::reset);
		ends.removeAll(now);
	}

	private void stopListening() {
		try {
			entrance.close();
			serving.join();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		fault = Fault.REFUSES;
		stopListening();
		cutAll();
	}
}
