package dev.madang.platform.web;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Bytes that wait in a temporary file, which is gone with the process, however that ends. */
final class Spool implements Closeable {

	private final FileChannel file;

	Spool() throws IOException {
		var path = Files.createTempFile("madang", ".part");
		file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
		// what is open is there until it is closed
		Files.delete(path);
	}

	void write(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			file.write(bytes);
		}
	}

	void rewind() throws IOException {
		file.position(0);
	}

	/** @return how many bytes were read, or -1 at the end */
	int read(ByteBuffer into) throws IOException {
		return file.read(into);
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
