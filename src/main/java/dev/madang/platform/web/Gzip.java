package dev.madang.platform.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.apache.coyote.Response;
import org.apache.coyote.http11.Constants;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.HttpOutputBuffer;
import org.apache.coyote.http11.OutputFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compresses answers, as the connector decides which, at level 3 and with compressors that are used again. The connector's own
 * filter has a setting for neither: at 6 a page takes four times as long and is 7% smaller, and a new compressor for each answer
 * takes half as long again, most of it for the 268 KB of memory that it asks of the system and gives back.
 */
final class Gzip implements OutputFilter {

	private static final int LEVEL = 3;

	/** So many are kept for later; more are there only while as many answers are compressed at once. */
	private static final int KEPT = 8;

	/** RFC 1952, 2.3: deflate, without flags, time, and the name of a system. */
	private static final byte[] HEADER = { 0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff };

	private static final int TRAILER = 8;

	private static final Queue<Press> PRESSES = new ArrayBlockingQueue<>(KEPT);

	/** What is needed to compress one answer. */
	private record Press(Deflater deflater, CRC32 checksum, ByteBuffer out) {

		static Press take() {
			var kept = PRESSES.poll();
			var press = kept == null
					? new Press(new Deflater(LEVEL, true), new CRC32(),
							ByteBuffer.allocate(8 << 10).order(ByteOrder.LITTLE_ENDIAN))
					: kept;
			press.out().put(HEADER);
			return press;
		}

		void giveBack() {
			deflater.reset();
			checksum.reset();
			out.clear();
			if (!PRESSES.offer(this)) {
				deflater.end();
			}
		}
	}

	private @Nullable HttpOutputBuffer next;

	private @Nullable Press press;

	/** In place of the connector's own, which a processor makes for itself and keeps to itself. */
	static void installIn(Http11Processor processor) {
		try {
			var field = Http11Processor.class.getDeclaredField("outputBuffer");
			field.setAccessible(true);
			((Http11OutputBuffer) field.get(processor)).getFilters()[Constants.GZIP_FILTER] = new Gzip();
		}
		catch (ReflectiveOperationException e) {
			throw new IllegalStateException("The connector keeps its filters elsewhere", e);
		}
	}

	@Override
	public void setBuffer(HttpOutputBuffer buffer) {
		next = buffer;
	}

	@Override
	public void setResponse(Response response) {
		// whether it is compressed is decided before
	}

	private HttpOutputBuffer next() {
		return Objects.requireNonNull(next);
	}

	private Press press() {
		var current = press == null ? Press.take() : press;
		press = current;
		return current;
	}

	@Override
	public int doWrite(ByteBuffer part) throws IOException {
		var length = part.remaining();
		var current = press();
		current.checksum().update(part.duplicate());
		current.deflater().setInput(part);
		while (!current.deflater().needsInput()) {
			deflate(current, Deflater.NO_FLUSH);
		}
		return length;
	}

	/** Fills what is left of the buffer, and passes it on when it is full. */
	private boolean deflate(Press current, int flush) throws IOException {
		current.deflater().deflate(current.out(), flush);
		var full = !current.out().hasRemaining();
		if (full) {
			passOn(current);
		}
		return full;
	}

	private void passOn(Press current) throws IOException {
		if (current.out().position() > 0) {
			next().doWrite(current.out().flip());
			current.out().clear();
		}
	}

	@Override
	public void flush() throws IOException {
		if (press != null) {
			var more = true;
			while (more) {
				more = deflate(press, Deflater.SYNC_FLUSH);
			}
			passOn(press);
		}
		next().flush();
	}

	@Override
	public void end() throws IOException {
		var current = press();
		current.deflater().finish();
		while (!current.deflater().finished()) {
			deflate(current, Deflater.NO_FLUSH);
		}
		if (current.out().remaining() < TRAILER) {
			passOn(current);
		}
		current.out().putInt((int) current.checksum().getValue()).putInt((int) current.deflater().getBytesRead());
		passOn(current);
		recycle();
		next().end();
	}

	@Override
	public long getBytesWritten() {
		return next().getBytesWritten();
	}

	@Override
	public void recycle() {
		if (press != null) {
			press.giveBack();
			press = null;
		}
	}
}
