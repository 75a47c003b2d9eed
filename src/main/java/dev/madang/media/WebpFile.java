package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What pictures there are in the chunks of a WebP (RFC 9649). The decoder unpacks all of a frame one after the other, and
 * believes each about its own size.
 */
final class WebpFile {

	private static final int FRAME_HEAD = 16;

	private final DataInputStream in;

	private boolean isWhole;

	private long lossyFrom = Long.MAX_VALUE;

	private long at = 12;

	private long endOfFrame;

	/** Of the frame, or of what stands outside of all. */
	private int pictures;

	private int alphas;

	private WebpFile(DataInputStream in) {
		this.in = in;
	}

	/** @throws dev.madang.platform.Problem 422 {@code picture-too-large} if a picture in it is, whatever its header says */
	static WebpFile read(Path file) throws IOException {
		try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			var webp = new WebpFile(in);
			webp.isWhole = webp.readChunks(Files.size(file));
			return webp;
		}
		catch (EOFException e) {
			return new WebpFile(new DataInputStream(InputStream.nullInputStream()));
		}
	}

	private boolean readChunks(long size) throws IOException {
		in.skipNBytes(at);
		while (at < size) {
			var type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
			var length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
			at += 8;
			if (!"ANMF".equals(type)) {
				readPicture(type, length);
			}
			else if (at < endOfFrame) {
				return false;
			}
			else {
				endOfFrame = at + length;
				pictures = 0;
				alphas = 0;
				skip(FRAME_HEAD);
			}
			if (pictures > 1 || alphas > 1) {
				return false;
			}
		}
		return true;
	}

	private void readPicture(String type, long length) throws IOException {
		var from = at;
		var head = in.readNBytes((int) Math.min(length, 10));
		at += head.length;
		if ("VP8 ".equals(type)) {
			pictures++;
			lossyFrom = Math.min(lossyFrom, from);
			requirePixels(shortAt(head, 6) & 0x3fff, shortAt(head, 8) & 0x3fff);
		}
		else if ("VP8L".equals(type)) {
			pictures++;
			var size = shortAt(head, 1) | shortAt(head, 3) << 16;
			requirePixels((size & 0x3fff) + 1, (size >> 14 & 0x3fff) + 1);
		}
		else if ("ALPH".equals(type)) {
			alphas = pictures + alphas + 1;
		}
		skip(length - head.length + length % 2);
	}

	/** Whether it goes on to its end, and has one picture at most in each of its frames, after what is transparent of it. */
	boolean isWhole() {
		return isWhole;
	}

	/** Where the first picture begins of which nothing depends on what is in it but its pixels, if there is one. */
	long lossyFrom() {
		return lossyFrom;
	}

	private static void requirePixels(int width, int height) {
		PictureKind.WEBP.requirePixels((long) width * height);
	}

	private static int shortAt(byte[] bytes, int at) throws EOFException {
		if (bytes.length < at + 2) {
			throw new EOFException("the picture's header ends within");
		}
		return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
	}

	private void skip(long length) throws IOException {
		in.skipNBytes(length);
		at += length;
	}
}
