package dev.madang.media;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import javax.imageio.stream.FileImageInputStream;

import com.sun.management.ThreadMXBean;

/**
 * A file that can be read for as long as its reader has not taken more of the heap than a picture of its size needs. A lossless
 * WebP may bring tables for sixty thousand kinds of pixels, in a few bytes each, and its decoder makes all of them.
 */
final class WatchedInput extends FileImageInputStream {

	private static final long MOST_BYTES = 72 << 20;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final long allowed;

	private final long watchedTo;

	/**
	 * To be read by this thread, which is no virtual one.
	 *
	 * @param watchedTo where the rest begins, of which it is known what it takes
	 */
	WatchedInput(Path file, long watchedTo) throws IOException {
		super(file.toFile());
		this.watchedTo = watchedTo;
		this.allowed = THREADS.getCurrentThreadAllocatedBytes() + MOST_BYTES;
	}

	@Override
	public int read() throws IOException {
		check();
		return super.read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		check();
		return super.read(bytes, offset, length);
	}

	private void check() throws IOException {
		if (streamPos < watchedTo && THREADS.getCurrentThreadAllocatedBytes() > allowed) {
			throw new IOException("its tables take too much");
		}
	}
}
