package dev.madang.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** Small WebP files of large pictures of a single colour, and what they are made of. */
public final class BlankWebp {

	private BlankWebp() {
	}

	/** A file of what it contains. */
	public static byte[] of(byte[]... chunks) {
		return BlankPictures.bytes(out -> {
			var length = 4;
			for (var chunk : chunks) {
				length += chunk.length;
			}
			out.writeBytes("RIFF");
			out.writeInt(Integer.reverseBytes(length));
			out.writeBytes("WEBP");
			for (var chunk : chunks) {
				out.write(chunk);
			}
		});
	}

	/** What says how large all of it is, and that some is transparent. */
	public static byte[] canvas(int width, int height) {
		var canvas = ByteBuffer.allocate(10).put(4, (byte) (width - 1)).put(5, (byte) (width - 1 >> 8))
				.put(7, (byte) (height - 1)).put(8, (byte) (height - 1 >> 8)).put(0, (byte) 0x10);
		return chunk("VP8X", canvas.array());
	}

	/** One pixel, said to be more. */
	public static byte[] lossy(int width, int height) {
		var one = Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=");
		var picture = Arrays.copyOf(Arrays.copyOfRange(one, 20, one.length), 2_000_000);
		picture[6] = (byte) width;
		picture[7] = (byte) (width >> 8);
		picture[8] = (byte) height;
		picture[9] = (byte) (height >> 8);
		return chunk("VP8 ", picture);
	}

	/**
	 * A picture whose pixels take no bits at all.
	 *
	 * @param groups of prefix codes, of which one is enough for all
	 */
	public static byte[] lossless(int width, int height, int groups) {
		return chunk("VP8L", pixels(width, height, groups));
	}

	/** What is transparent of a picture: a lossless one without its header. */
	public static byte[] alpha(int width, int height, int groups) {
		var alpha = pixels(width, height, groups);
		alpha[4] = 1;
		return chunk("ALPH", Arrays.copyOfRange(alpha, 4, alpha.length));
	}

	private static byte[] pixels(int width, int height, int groups) {
		var bits = new BitWriter();
		bits.write(0x2f, 8);
		bits.write(width - 1, 14);
		bits.write(height - 1, 14);
		bits.write(0, 1 + 3 + 1 + 1);
		if (groups == 1) {
			bits.write(0, 1);
		}
		else {
			bits.write(1, 1 + 3 + 1);
			writeCode(bits, groups - 1 & 0xff);
			writeCode(bits, groups - 1 >> 8);
			for (int code = 0; code < 3; code++) {
				writeCode(bits, 0);
			}
		}
		for (int code = 0; code < 5 * groups; code++) {
			writeCode(bits, 0);
		}
		for (int more = 0; more < 8; more++) {
			bits.write(0, 16);
		}
		return bits.bytes();
	}

	/** A code of a single symbol. */
	private static void writeCode(BitWriter bits, int symbol) {
		bits.write(symbol > 1 ? 5 : 1, 3);
		bits.write(symbol, symbol > 1 ? 8 : 1);
	}

	private static byte[] chunk(String type, byte[] content) {
		return BlankPictures.bytes(out -> {
			out.writeBytes(type);
			out.writeInt(Integer.reverseBytes(content.length));
			out.write(content);
			if (content.length % 2 == 1) {
				out.write(0);
			}
		});
	}
}
