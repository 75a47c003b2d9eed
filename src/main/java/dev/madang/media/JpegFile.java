package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.madang.platform.Problem;

/**
 * What the segments of a JPEG (ISO 10918-1, B) tell before anything is decoded. Decoders fill what is missing with grey; and
 * a file may have thousands of passes over all of it, each of which is worth a whole decoding (as libjpeg-turbo's security
 * advice has it).
 */
final class JpegFile {

	/** Encoders make about ten. */
	private static final int MOST_SCANS = 40;

	/** Sixteen passes over a picture of forty megapixels. */
	private static final long MOST_PASSED_PIXELS = 640_000_000;

	/** What a decoder keeps of a picture in several passes, outside of the heap: forty megapixels as cameras write them. */
	private static final long MOST_COEFFICIENT_BYTES = 128_000_000;

	private static final int PROGRESSIVE = 0xc2;

	private static final int HUFFMAN_TABLE = 0xc4;

	private static final int END_OF_IMAGE = 0xd9;

	private static final int START_OF_SCAN = 0xda;

	private int frames;

	private int process;

	private int components;

	private long pixels;

	/** Of all components, of which some have fewer than there are pixels. */
	private long samples;

	private int scans;

	private boolean ends;

	private boolean hasColours;

	private boolean isUsual;

	private int orientation = Exif.UPRIGHT;

	private JpegFile() {
	}

	static JpegFile read(Path file) throws IOException {
		var jpeg = new JpegFile();
		try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			in.skipNBytes(2);
			while (!jpeg.ends) {
				jpeg.readSegment(marker(in), in);
			}
		}
		catch (EOFException e) {
			jpeg.ends = false;
		}
		return jpeg;
	}

	/** The next marker that is none of those within the data of a scan (B.1.1). */
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

	private void readSegment(int marker, DataInputStream in) throws IOException {
		if (marker == END_OF_IMAGE) {
			ends = true;
			return;
		}
		var length = Math.max(0, in.readUnsignedShort() - 2);
		if (marker == START_OF_SCAN) {
			scans++;
		}
		if (marker >= 0xe0 && marker <= 0xee) {
			readApplication(marker, in.readNBytes(length));
		}
		else if (marker >= 0xc0 && marker <= 0xcf && marker != HUFFMAN_TABLE && marker != 0xc8 && marker != 0xcc) {
			readFrame(marker, in.readNBytes(length));
		}
		else {
			in.skipNBytes(length);
		}
	}

	private void readApplication(int marker, byte[] content) {
		var head = new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
		hasColours |= marker == 0xe2 && head.startsWith("ICC_PROFILE") || marker == 0xee && head.startsWith("Adobe");
		isUsual |= marker == 0xe0 && head.startsWith("JFIF\0") || marker == 0xe1 && head.startsWith("Exif\0");
		if (marker == 0xe1 && head.startsWith("Exif\0")) {
			orientation = Exif.orientation(content);
		}
	}

	private void readFrame(int marker, byte[] content) throws IOException {
		if (content.length < 6 || content.length < 6 + 3 * content[5]) {
			throw new EOFException("the frame's header ends within");
		}
		frames++;
		process = marker;
		components = content[5];
		pixels = (long) unsignedShort(content, 1) * unsignedShort(content, 3);
		var parts = 0;
		var most = 1;
		for (int component = 0; component < components; component++) {
			var sampling = content[7 + 3 * component];
			parts += (sampling >> 4 & 0xf) * (sampling & 0xf);
			most = Math.max(most, (sampling >> 4 & 0xf) * (sampling & 0xf));
		}
		samples = pixels * parts / most;
	}

	private static int unsignedShort(byte[] bytes, int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}

	/** Whether it goes on to its end, is of a process that screens show, and has no more passes than anybody needs. */
	boolean isWhole() {
		return ends && frames == 1 && process <= PROGRESSIVE && scans > 0 && scans <= MOST_SCANS
				&& scans * pixels <= MOST_PASSED_PIXELS;
	}

	/** @throws Problem 422 {@code picture-too-large} if what is kept between its passes would be too much */
	void requireFewCoefficients() {
		if ((process == PROGRESSIVE || scans > 1) && samples * Short.BYTES > MOST_COEFFICIENT_BYTES) {
			var most = MOST_COEFFICIENT_BYTES / Short.BYTES * pixels / samples;
			throw Problem.invalid("picture", "picture-too-large", most / 1_000_000, 1);
		}
	}

	/** The bits of each pixel that a decoder holds beside those of the picture, where it has to find its colours. */
	int extraBits() {
		var plain = !hasColours && (components == 1 || components == 3 && isUsual);
		return plain ? 0 : components * Byte.SIZE;
	}

	int orientation() {
		return orientation;
	}
}
