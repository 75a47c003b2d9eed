package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.madang.platform.Problem;
import dev.madang.testing.Aside;
import dev.madang.testing.BlankPictures;
import dev.madang.testing.BlankWebp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the largest pictures in every form cost, in a process of its own that ends when its heap does not suffice. */
@Aside
@Tag("process")
class LargePicturesTest {

	/** What is left of a server's by what it holds anyway. */
	private static final String HEAP = "-Xmx112m";

	@TempDir
	Path folder;

	/** Develops each picture in a folder and tells what became of it. */
	static final class Developing {

		private Developing() {
		}

		static void main(String[] arguments) throws IOException {
			var imageProcessor = new ImageProcessor();
			try (var files = Files.list(Path.of(arguments[0]))) {
				for (var file : files.sorted().toList()) {
					System.out.println(file.getFileName() + "=" + processed(imageProcessor, file));
				}
			}
		}

		private static String processed(ImageProcessor imageProcessor, Path file) throws IOException {
			try {
				var kind = PictureKind.of(file).orElseThrow();
				var renditions = imageProcessor.process(file, kind.contentType, Files.createTempDirectory("made"));
				return renditions.width() + "x" + renditions.height() + " " + renditions.format();
			}
			catch (Problem problem) {
				return problem.violations().getFirst().code();
			}
		}
	}

	private Map<String, String> process(Map<String, byte[]> pictures) throws IOException, InterruptedException {
		for (var picture : pictures.entrySet()) {
			Files.write(folder.resolve(picture.getKey()), picture.getValue());
		}
		var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		var process = new ProcessBuilder(java, HEAP, "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
				"-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=" + Files.createTempDirectory("developing"), "-cp",
				System.getProperty("java.class.path"), Developing.class.getName(), folder.toString())
				.redirectErrorStream(true).start();
		var told = new TreeMap<String, String>();
		try (var lines = process.inputReader()) {
			lines.lines().forEach(line -> told.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=?", "")));
		}
		assertThat(process.waitFor()).as("after %s", told).isZero();
		return told;
	}

	@Test
	void whateverIsWithinTheLimitFitsIntoTheHeap() throws Exception {
		var pictures = new LinkedHashMap<String, byte[]>();
		pictures.put("png-grey-1", BlankPictures.png(6300, 6300, 1, 0, false));
		pictures.put("png-grey-1-4000", BlankPictures.png(4000, 4000, 1, 0, false));
		pictures.put("png-grey-8", BlankPictures.png(6300, 6300, 8, 0, false));
		pictures.put("png-grey-16", BlankPictures.png(6300, 6300, 16, 0, false));
		pictures.put("png-rgb-8", BlankPictures.png(4000, 4000, 8, 2, false));
		pictures.put("png-rgba-16", BlankPictures.png(6300, 6300, 16, 6, true));
		pictures.put("png-palette-8",
				BlankPictures.png(6300, 6300, 8, 3, false, BlankPictures.chunk("tRNS", new byte[]{ 0, (byte) 128 })));
		pictures.put("gif", BlankPictures.gif(6300, 6300, true));
		for (var components : List.of(1, 3, 4)) {
			pictures.put("jpeg-" + components, BlankPictures.jpeg(6300, 6300, components, 0, 0));
			pictures.put("jpeg-" + components + "-progressive", BlankPictures.jpeg(3900, 3900, components, 2, 1));
		}
		pictures.put("webp-lossless", BlankWebp.of(BlankWebp.lossless(2449, 2449, 1)));
		pictures.put("webp", BlankWebp.of(BlankWebp.lossy(2449, 2449)));
		pictures.put("webp-transparent",
				BlankWebp.of(BlankWebp.canvas(2449, 2449), BlankWebp.alpha(2449, 2449, 1), BlankWebp.lossy(2449, 2449)));

		var processed = process(pictures);

		assertThat(processed).containsOnlyKeys(pictures.keySet());
		assertThat(processed).allSatisfy((name, told) -> assertThat(told).as(name).startsWith("2048x2048 "));
	}

	@Test
	void whatWouldTakeMoreIsRefused() throws Exception {
		var pictures = new TreeMap<String, byte[]>();
		var expected = new TreeMap<String, String>();
		pictures.put("png-wide", BlankPictures.png(39_000_000, 1, 16, 6, false));
		expected.put("png-wide", "not-a-picture");
		var suggested = Arrays.copyOf("x\0\10".getBytes(StandardCharsets.US_ASCII), 3 + 6 * 3_000_000);
		pictures.put("png-suggested", BlankPictures.png(6300, 6300, 8, 3, false, BlankPictures.chunk("sPLT", suggested)));
		expected.put("png-suggested", "not-a-picture");
		pictures.put("jpeg-lossless", BlankPictures.jpeg(6300, 6300, 1, 3, 0));
		expected.put("jpeg-lossless", "not-a-picture");
		pictures.put("jpeg-progressive-3", BlankPictures.jpeg(6300, 6300, 3, 2, 1));
		expected.put("jpeg-progressive-3", "picture-too-large");
		pictures.put("jpeg-progressive-4", BlankPictures.jpeg(6300, 6300, 4, 2, 1));
		expected.put("jpeg-progressive-4", "picture-too-large");
		pictures.put("jpeg-progressive-passes", BlankPictures.jpeg(6300, 6300, 1, 2, 30));
		expected.put("jpeg-progressive-passes", "not-a-picture");
		pictures.put("jpeg-exif", BlankPictures.jpeg(64, 64, 3, 0, 0, exifOfManyValues()));
		expected.put("jpeg-exif", "64x64 jpg");
		pictures.put("gif-endless", BlankPictures.endlessGif(6000, 6000, 19_000_000));
		expected.put("gif-endless", "not-a-picture");
		pictures.put("webp-groups", BlankWebp.of(BlankWebp.lossless(2449, 2449, 65_536)));
		expected.put("webp-groups", "not-a-picture");
		pictures.put("webp-alpha-groups",
				BlankWebp.of(BlankWebp.canvas(2449, 2449), BlankWebp.alpha(2449, 2449, 65_536), BlankWebp.lossy(2449, 2449)));
		expected.put("webp-alpha-groups", "not-a-picture");
		pictures.put("webp-lie", BlankWebp.of(BlankWebp.canvas(100, 100), BlankWebp.lossy(16_383, 16_383)));
		expected.put("webp-lie", "picture-too-large");
		var many = new byte[500][];
		Arrays.fill(many, BlankWebp.lossless(2449, 2449, 1));
		many[0] = BlankWebp.canvas(2449, 2449);
		pictures.put("webp-many", BlankWebp.of(many));
		expected.put("webp-many", "not-a-picture");

		assertThat(process(pictures)).isEqualTo(expected);
	}

	/** A directory of thousands of entries, each of which has all of it for its value. */
	private static byte[] exifOfManyValues() {
		var exif = ByteBuffer.allocate(65_500).put("Exif\0\0MM\0*\0\0\0\10".getBytes(StandardCharsets.ISO_8859_1))
				.putShort((short) 5400);
		for (int entry = 0; entry < 5400; entry++) {
			exif.putShort((short) (0x9000 + entry)).putShort((short) 1).putInt(65_000).putInt(0);
		}
		return BlankPictures.segment(0xe1, exif.array());
	}
}
