package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a PNG goes on to its own end. */
final class PngFile {

	private static final int END = 0x49454e44;

	/** Colours that are suggested where there are too few; nobody needs them, and each takes several times its size. */
	private static final int SUGGESTED_PALETTE = 0x73504c54;

	private static final int MOST_SUGGESTED_BYTES = 1 << 16;

	private PngFile() {
	}

	static boolean isWhole(Path file) throws IOException {
		try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			in.skipNBytes(8);
			while (true) {
				var length = in.readInt();
				var type = in.readInt();
				if (length < 0 || type == SUGGESTED_PALETTE && length > MOST_SUGGESTED_BYTES) {
					return false;
				}
				in.skipNBytes(length + 4L);
				if (type == END) {
					return true;
				}
			}
		}
		catch (EOFException e) {
			return false;
		}
	}
}
