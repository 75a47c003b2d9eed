package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a GIF's first picture ends, and has not many more pixels than it says. A code of twelve bits stands for up to four
 * thousand pixels, and decoders unpack them all, also behind the end of the picture.
 */
final class GifFile {

	private static final int MOST_CODES = 1 << 12;

	private final DataInputStream in;

	/** Of the block that is being read. */
	private int left;

	private int bits;

	private int bitCount;

	private GifFile(DataInputStream in) {
		this.in = in;
	}

	static boolean isWhole(Path file) throws IOException {
		try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			return new GifFile(in).isWhole();
		}
		catch (EOFException e) {
			return false;
		}
	}

	private boolean isWhole() throws IOException {
		in.skipNBytes(10);
		var flags = in.readUnsignedByte();
		in.skipNBytes(2);
		skipColours(flags);
		while (true) {
			switch (in.readUnsignedByte()) {
				case '!' -> {
					in.skipNBytes(1);
					for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
						in.skipNBytes(length);
					}
				}
				case ',' -> {
					in.skipNBytes(4);
					var pixels = (long) readShort() * readShort();
					skipColours(in.readUnsignedByte());
					return codesAreFor(pixels);
				}
				default -> {
					return false;
				}
			}
		}
	}

	private void skipColours(int flags) throws IOException {
		if ((flags & 0x80) != 0) {
			in.skipNBytes(3L << (flags & 7) + 1);
		}
	}

	private int readShort() throws IOException {
		return Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
	}

	/** Follows LZW by the length of what each code stands for. */
	private boolean codesAreFor(long pixels) throws IOException {
		var smallest = in.readUnsignedByte();
		if (smallest < 1 || smallest > 8) {
			return false;
		}
		var clear = 1 << smallest;
		var lengths = new int[MOST_CODES];
		var codes = clear + 2;
		var size = smallest + 1;
		var before = 0;
		var total = 0L;
		while (total <= 2 * pixels + MOST_CODES) {
			var code = readCode(size);
			if (code < 0 || code == clear + 1) {
				return true;
			}
			if (code == clear) {
				codes = clear + 2;
				size = smallest + 1;
				before = 0;
				continue;
			}
			if (before > 0 && codes < MOST_CODES) {
				lengths[codes++] = before + 1;
				if (codes == 1 << size && size < 12) {
					size++;
				}
			}
			if (code >= codes) {
				return false;
			}
			before = code < clear ? 1 : lengths[code];
			total += before;
		}
		return false;
	}

	/** Or -1 where the blocks end. */
	private int readCode(int size) throws IOException {
		while (bitCount < size) {
			if (left == 0) {
				left = in.readUnsignedByte();
				if (left == 0) {
					return -1;
				}
			}
			left--;
			bits |= in.readUnsignedByte() << bitCount;
			bitCount += 8;
		}
		var code = bits & (1 << size) - 1;
		bits >>>= size;
		bitCount -= size;
		return code;
	}
}
