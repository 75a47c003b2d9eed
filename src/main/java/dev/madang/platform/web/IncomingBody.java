package dev.madang.platform.web;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as the connector reads it: no longer than its path allows, and no slower than anybody's line. Once
 * received, it waits in a file and is read from there.
 */
final class IncomingBody implements InputBuffer, Closeable {

	/** A sender may be as slow as it likes for so long; then its average counts. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** A tenth of what the slowest mobile network gives. */
	private static final int BYTES_PER_SECOND = 1024;

	/** A body of so many bytes costs no more than the connection on which it comes. */
	static final int IN_MEMORY = 8 << 10;

	/** What came too slowly, and is not waited for any longer. */
	static final class TooSlow extends IOException {
	}

	/** More than is taken at this path. */
	static final class TooLarge extends IOException {
	}

	private final InputBuffer source;

	private final long most;

	private final LongSupplier nanoTime;

	private long begun;

	private long came;

	private boolean ended;

	private boolean received;

	/** The beginning of it, or the next part of what is read again. */
	private ByteBuffer memory = ByteBuffer.allocate(0);

	private @Nullable Spool spool;

	IncomingBody(InputBuffer source, long most, LongSupplier nanoTime) {
		this.source = source;
		this.most = most;
		this.nanoTime = nanoTime;
	}

	/** Whether all of it came with the headers, so that nobody waits who reads it. */
	boolean isThere(long length) {
		return length >= 0 && source.available() >= length;
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		return received ? replay(handler) : next(handler);
	}

	private int next(ApplicationBufferHandler handler) throws IOException {
		if (begun == 0) {
			begun = nanoTime.getAsLong();
		}
		var read = source.doRead(handler);
		if (read < 0) {
			ended = true;
			return read;
		}
		came += read;
		if (came > most) {
			throw new TooLarge();
		}
		var elapsed = Duration.ofNanos(nanoTime.getAsLong() - begun);
		if (elapsed.compareTo(PATIENCE) > 0 && came < BYTES_PER_SECOND * elapsed.toSeconds()) {
			throw new TooSlow();
		}
		return read;
	}

	private int replay(ApplicationBufferHandler handler) throws IOException {
		if (spool != null) {
			memory.clear();
			if (spool.read(memory) < 0) {
				return -1;
			}
			memory.flip();
		}
		var length = memory.remaining();
		handler.setByteBuffer(memory.duplicate());
		memory.position(memory.limit());
		return length == 0 ? -1 : length;
	}

	/** Keeps the next part of it: in memory as long as it is short, then in a file. */
	void keep(ByteBuffer part) throws IOException {
		if (memory.capacity() == 0) {
			memory = ByteBuffer.allocate(IN_MEMORY);
		}
		if (spool == null && part.remaining() <= memory.remaining()) {
			memory.put(part);
			return;
		}
		if (spool == null) {
			spool = new Spool();
			spool.write(memory.flip());
		}
		spool.write(part);
	}

	/** From now on it is read again from its beginning. */
	void received() throws IOException {
		received = true;
		if (spool == null) {
			memory.flip();
		}
		else {
			spool.rewind();
		}
	}

	boolean isReceived() {
		return received;
	}

	boolean isEnded() {
		return ended;
	}

	long length() {
		return came;
	}

	@Override
	public int available() {
		return source.available();
	}

	@Override
	public void close() throws IOException {
		if (spool != null) {
			spool.close();
		}
	}
}
