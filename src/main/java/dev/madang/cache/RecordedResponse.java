package dev.madang.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.jspecify.annotations.Nullable;

/** Keeps the bytes of an answer that is wanted back; anything else goes straight through. */
final class RecordedResponse extends HttpServletResponseWrapper {

	private final Making making;

	private @Nullable Recorded recorded;

	private @Nullable PrintWriter writer;

	RecordedResponse(HttpServletResponse response, Making making) {
		super(response);
		this.making = making;
	}

	/** The bytes that were kept back, or nothing if none were. */
	byte @Nullable [] bytes() {
		if (writer != null) {
			writer.flush();
		}
		return recorded == null ? null : recorded.bytes.toByteArray();
	}

	private Recorded recorded() {
		var known = recorded == null ? new Recorded() : recorded;
		recorded = known;
		return known;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		return making.isWanted() ? recorded() : super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (!making.isWanted()) {
			return super.getWriter();
		}
		var known = writer == null ? new PrintWriter(new OutputStreamWriter(recorded(), StandardCharsets.UTF_8)) : writer;
		writer = known;
		return known;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (!making.isWanted()) {
			super.flushBuffer();
		}
	}

	@Override
	public void setContentLength(int length) {
		if (!making.isWanted()) {
			super.setContentLength(length);
		}
	}

	@Override
	public void setContentLengthLong(long length) {
		if (!making.isWanted()) {
			super.setContentLengthLong(length);
		}
	}

	@Override
	public void resetBuffer() {
		recorded = null;
		writer = null;
		super.resetBuffer();
	}

	@Override
	public void reset() {
		recorded = null;
		writer = null;
		super.reset();
	}

	private static final class Recorded extends ServletOutputStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

		@Override
		public void write(int b) {
			bytes.write(b);
		}

		@Override
		public void write(byte[] some, int from, int length) {
			bytes.write(some, from, length);
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new IllegalStateException("not asynchronous");
		}
	}
}
