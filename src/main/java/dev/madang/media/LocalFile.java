package dev.madang.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a store, on this machine until it is closed.
 *
 * @param isCopy whether it was fetched, and goes when it is closed
 */
public record LocalFile(Path path, boolean isCopy) implements AutoCloseable {

	@Override
	public void close() throws IOException {
		if (isCopy) {
			Files.deleteIfExists(path);
		}
	}
}
