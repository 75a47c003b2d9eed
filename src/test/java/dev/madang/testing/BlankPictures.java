package dev.madang.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Small files of large pictures of a single colour: PNG, GIF and JPEG. They are written as a stream: nothing here holds their
 * pixels.
 */
public final class BlankPictures {

	private static final int[][] PASSES = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 },
			{ 1, 0, 2, 2 }, { 0, 1, 1, 2 } };

	interface Writing {

		void to(DataOutputStream out) throws IOException;
	}

	private BlankPictures() {
	}

	static byte[] bytes(Writing writing) {
		var bytes = new ByteArrayOutputStream();
		try {
			writing.to(new DataOutputStream(bytes));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	/**
	 * A PNG.
	 *
	 * @param depth 1, 2, 4, 8 or 16 bits a sample
	 * @param colour 0 for grey, 2 RGB, 3 a palette, 4 grey and alpha, 6 RGB and alpha
	 * @param more chunks before the pixels
	 */
	public static byte[] png(int width, int height, int depth, int colour, boolean interlaced, byte[]... more) {
		return bytes(out -> {
			out.write(new byte[]{ (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10 });
			out.write(chunk("IHDR", bytes(header -> {
				header.writeInt(width);
				header.writeInt(height);
				header.write(new byte[]{ (byte) depth, (byte) colour, 0, 0, (byte) (interlaced ? 1 : 0) });
			})));
			if (colour == 3) {
				out.write(chunk("PLTE", new byte[]{ 10, 20, 30, 40, 50, 60 }));
			}
			for (var chunk : more) {
				out.write(chunk);
			}
			out.write(chunk("IDAT", pixels(width, height, depth * new int[]{ 1, 0, 3, 1, 2, 0, 4 }[colour], interlaced)));
			out.write(chunk("IEND", new byte[0]));
		});
	}

	public static byte[] chunk(String type, byte[] content) {
		return bytes(out -> {
			var crc = new CRC32();
			crc.update(type.getBytes(StandardCharsets.US_ASCII));
			crc.update(content);
			out.writeInt(content.length);
			out.writeBytes(type);
			out.write(content);
			out.writeInt((int) crc.getValue());
		});
	}

	private static byte[] pixels(int width, int height, int bits, boolean interlaced) throws IOException {
		var bytes = new ByteArrayOutputStream();
		try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED), 1 << 16)) {
			for (var pass : interlaced ? PASSES : new int[][]{ { 0, 0, 1, 1 } }) {
				var columns = (width - pass[0] + pass[2] - 1) / pass[2];
				var rows = (height - pass[1] + pass[3] - 1) / pass[3];
				var row = new byte[1 + (int) (((long) columns * bits + 7) / 8)];
				for (int y = 0; columns > 0 && y < rows; y++) {
					out.write(row);
				}
			}
		}
		return bytes.toByteArray();
	}

	/** A GIF with a palette of 256 colours, of which one may be transparent. */
	public static byte[] gif(int width, int height, boolean transparent) {
		return gif(width, height, transparent, runs((long) width * height, 0));
	}

	/** Another, that goes on for so many bytes behind the end of the picture. */
	public static byte[] endlessGif(int width, int height, int more) {
		return gif(width, height, false, runs((long) width * height, more));
	}

	private static byte[] gif(int width, int height, boolean transparent, byte[] codes) {
		return bytes(out -> {
			out.writeBytes("GIF89a");
			writeShorts(out, width, height);
			out.write(new byte[]{ (byte) 0xf7, 0, 0 });
			out.write(new byte[3 * 256]);
			if (transparent) {
				out.write(new byte[]{ 0x21, (byte) 0xf9, 4, 1, 0, 0, 0, 0 });
			}
			out.write(',');
			writeShorts(out, 0, 0, width, height);
			out.write(new byte[]{ 0, 8 });
			writeBlocks(out, codes);
			out.write(new byte[]{ 0, ';' });
		});
	}

	private static void writeShorts(DataOutputStream out, int... values) throws IOException {
		for (var value : values) {
			out.writeShort(Short.reverseBytes((short) value));
		}
	}

	private static void writeBlocks(DataOutputStream out, byte[] data) throws IOException {
		for (int at = 0; at < data.length; at += 255) {
			var length = Math.min(255, data.length - at);
			out.write(length);
			out.write(data, at, length);
		}
	}

	/** LZW of so many zeros: each code is the one before it and one zero more, until the table is full. */
	private static byte[] runs(long pixels, int more) {
		var bits = new BitWriter();
		var left = pixels;
		var size = 9;
		while (left > 0) {
			bits.write(256, size);
			bits.write(0, 9);
			left--;
			size = 9;
			for (int code = 258; left > 0 && code < 4095; code++) {
				bits.write(code, size);
				left -= code - 256;
				size = code + 1 == 1 << size ? size + 1 : size;
			}
		}
		if (more > 0) {
			bits.write(256, size);
			bits.write(0, 9);
			size = 9;
			for (int code = 258; code < 4095; code++) {
				bits.write(code, size);
				size = code + 1 == 1 << size ? size + 1 : size;
			}
		}
		for (int code = 0; code < more / 3 * 2; code++) {
			bits.write(4094, size);
		}
		bits.write(257, size);
		return bits.bytes();
	}

	/**
	 * A JPEG, whose blocks take one bit each in a scan of a progressive one, two in another.
	 *
	 * @param components 1 for grey, 3 for colours, 4 for inks
	 * @param process 0 for the usual one, 2 for a progressive, 3 for a lossless one
	 * @param passes how often a progressive one goes over each component
	 */
	public static byte[] jpeg(int width, int height, int components, int process, int passes, byte[]... more) {
		return bytes(out -> {
			out.writeShort(0xffd8);
			for (var segment : more) {
				out.write(segment);
			}
			if (components == 4) {
				out.write(segment(0xee, "Adobe\0\144\0\0\0\0\2".getBytes(StandardCharsets.ISO_8859_1)));
			}
			out.write(segment(0xdb, bytes(table -> {
				table.write(0);
				for (int value = 0; value < 64; value++) {
					table.write(1);
				}
			})));
			out.write(segment(0xc0 + process, bytes(frame -> {
				frame.write(8);
				frame.writeShort(height);
				frame.writeShort(width);
				frame.write(components);
				for (int component = 1; component <= components; component++) {
					frame.write(new byte[]{ (byte) component, 0x11, 0 });
				}
			})));
			for (var table : new int[]{ 0, 0x10 }) {
				out.write(segment(0xc4, bytes(huffman -> {
					huffman.write(table);
					huffman.write(1);
					huffman.write(new byte[16]);
				})));
			}
			var blocks = ((width + 7L) / 8) * ((height + 7L) / 8);
			if (process == 2) {
				writeScan(out, components, new int[]{ 0, 0, 0 }, blocks * components);
				for (int pass = 0; pass < passes; pass++) {
					for (int component = 1; component <= components; component++) {
						writeScanOf(out, component, blocks);
					}
				}
			}
			else {
				writeScan(out, components, process == 3 ? new int[]{ 1, 0, 0 } : new int[]{ 0, 63, 0 },
						process == 3 ? (long) width * height * components : blocks * components * 2);
			}
			out.writeShort(0xffd9);
		});
	}

	private static void writeScan(DataOutputStream out, int components, int[] spectrum, long bits) throws IOException {
		out.write(segment(0xda, bytes(scan -> {
			scan.write(components);
			for (int component = 1; component <= components; component++) {
				scan.write(component);
				scan.write(0);
			}
			for (var value : spectrum) {
				scan.write(value);
			}
		})));
		out.write(new byte[Math.toIntExact((bits + 7) / 8)]);
	}

	private static void writeScanOf(DataOutputStream out, int component, long blocks) throws IOException {
		out.write(segment(0xda, new byte[]{ 1, (byte) component, 0, 1, 63, 0 }));
		out.write(new byte[Math.toIntExact((blocks + 7) / 8)]);
	}

	public static byte[] segment(int marker, byte[] content) {
		return bytes(out -> {
			out.write(0xff);
			out.write(marker);
			out.writeShort(content.length + 2);
			out.write(content);
		});
	}
}
