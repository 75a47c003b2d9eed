package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a file goes on to its own end. Decoders fill what is missing with grey, and a JPEG may have thousands of passes
 * over all of it, each of which is worth a whole decoding (as libjpeg-turbo's security advice has it).
 */
final class Wholeness {

	/** Encoders make about ten. */
	private static final int MOST_SCANS = 40;

	private static final int START_OF_SCAN = 0xda;

	private static final int END_OF_IMAGE = 0xd9;

	private Wholeness() {
	}

	static boolean isWhole(Path file, PictureKind kind) throws IOException {
		if (kind != PictureKind.JPEG && kind != PictureKind.PNG) {
			return true;
		}
		try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			return kind == PictureKind.JPEG ? jpegEnds(in) : pngEnds(in);
		}
		catch (EOFException e) {
			return false;
		}
	}

	private static boolean jpegEnds(DataInputStream in) throws IOException {
		in.skipNBytes(2);
		var scans = 0;
		while (true) {
			var marker = marker(in);
			if (marker == END_OF_IMAGE) {
				return scans > 0;
			}
			if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
				return false;
			}
			in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
		}
	}

	/** The next marker that is none of those within the data of a scan (ISO 10918-1, B.1.1). */
	private static int marker(DataInputStream in) throws IOException {
		while (true) {
			while (in.readUnsignedByte() != 0xff) {
				// data
			}
			var code = 0xff;
			while (code == 0xff) {
				code = in.readUnsignedByte();
			}
			if (code > 1 && (code < 0xd0 || code > 0xd8)) {
				return code;
			}
		}
	}

	private static boolean pngEnds(DataInputStream in) throws IOException {
		in.skipNBytes(8);
		while (true) {
			var length = in.readInt();
			var type = in.readInt();
			if (length < 0) {
				return false;
			}
			in.skipNBytes(length + 4L);
			if (type == 0x49454e44) {
				return true;
			}
		}
	}
}
