package dev.madang.platform.web;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import dev.madang.platform.RequestMemory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Keeps the answer of a request that has a turn in a file, to be sent when the turn is over; any other is sent as it comes. What
 * writes JSON flushes it, so that the end of each answer would be a packet of its own, and none would know its length: only
 * streams are flushed.
 */
final class SpooledResponse extends HttpServletResponseWrapper {

	private static final int BUFFER = 8 << 10;

	/** A reader may be as slow as it likes for so long; then its average counts. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int BYTES_PER_SECOND = 16 << 10;

	private final RequestMemory memory;

	private @Nullable Spool spool;

	private @Nullable Output output;

	private @Nullable PrintWriter writer;

	SpooledResponse(HttpServletResponse response, RequestMemory memory) {
		super(response);
		this.memory = memory;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		if (output == null) {
			output = new Output(super.getOutputStream());
		}
		return output;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (writer == null) {
			if (!memory.hasTurn()) {
				memory.leavePlace();
				return super.getWriter();
			}
			// set explicitly, or the client is not told which it is
			var encoding = getCharacterEncoding();
			setCharacterEncoding(encoding);
			writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), Charset.forName(encoding)));
		}
		return writer;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (writer != null) {
			writer.flush();
		}
		if (isFlushed()) {
			leave();
			super.flushBuffer();
		}
	}

	/** A stream has begun, and is no burden to others. */
	private void leave() {
		memory.leavePlace();
		RequestThreads.lasts();
	}

	private boolean isFlushed() {
		var type = getContentType();
		return spool == null && type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
	}

	@Override
	public void resetBuffer() {
		super.resetBuffer();
		discard();
	}

	@Override
	public void reset() {
		super.reset();
		discard();
	}

	private void discard() {
		output = null;
		writer = null;
		close();
	}

	/** Leaves what was kept and not sent. */
	void close() {
		try (var _ = spool) {
			spool = null;
		}
		catch (IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	/** Sends what was kept. */
	void send() throws IOException {
		if (writer != null) {
			writer.flush();
		}
		var kept = spool;
		if (kept == null) {
			return;
		}
		try {
			var buffer = ByteBuffer.allocate(BUFFER);
			var out = super.getOutputStream();
			var begun = System.nanoTime();
			var sent = 0L;
			kept.rewind();
			while (kept.read(buffer) >= 0) {
				out.write(buffer.array(), 0, buffer.position());
				sent += buffer.position();
				buffer.clear();
				var elapsed = Duration.ofNanos(System.nanoTime() - begun);
				if (elapsed.compareTo(PATIENCE) > 0 && sent < BYTES_PER_SECOND * elapsed.toSeconds()) {
					throw new IOException("an answer was read too slowly");
				}
			}
		}
		finally {
			close();
		}
	}

	private final class Output extends ServletOutputStream {

		private final ServletOutputStream direct;

		Output(ServletOutputStream direct) {
			this.direct = direct;
		}

		@Override
		public void write(int b) throws IOException {
			write(new byte[]{ (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			if (spool == null && memory.hasTurn() && !isCommitted()) {
				spool = new Spool();
			}
			var kept = spool;
			if (kept == null) {
				memory.leavePlace();
				direct.write(bytes, offset, length);
			}
			else {
				kept.write(ByteBuffer.wrap(bytes, offset, length));
			}
		}

		@Override
		public void flush() throws IOException {
			if (isFlushed()) {
				leave();
				direct.flush();
			}
		}

		@Override
		public boolean isReady() {
			return direct.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			direct.setWriteListener(listener);
		}
	}
}
