package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import javax.imageio.ImageIO;

import dev.madang.media.ImageProcessor.Renditions;
import dev.madang.platform.Problem;
import dev.madang.testing.Aside;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of files: a picture that is safe, or a refusal. */
@Aside
class ImageProcessorTest {

	@TempDir
	Path folder;

	private final ImageProcessor imageProcessor = new ImageProcessor();

	private Renditions process(byte[] file, String type) throws IOException {
		var path = Files.write(folder.resolve("sent"), file);
		return imageProcessor.process(path, type, folder);
	}

	private void isRefused(byte[] file, String type, String code) {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> process(file, type)).satisfies(problem -> {
			assertThat(problem.status()).isEqualTo(422);
			assertThat(problem.violations().getFirst().code()).isEqualTo(code);
		});
	}

	private BufferedImage read(String name) throws IOException {
		return ImageIO.read(folder.resolve(name).toFile());
	}

	@ParameterizedTest
	@CsvSource({ "3000,1500,2048x1024,960x480,320x160", "900,1200,900x1200,720x960,240x320", "10,4,10x4,10x4,10x4",
			"5000,1,2048x1,960x1,320x1", "4100,4100,2048x2048,960x960,320x320" })
	void threeSizesAreMadeAndNoneIsEnlarged(int width, int height, String full, String feed, String thumb) throws IOException {
		var renditions = process(PictureFiles.jpeg(width, height), "image/jpeg");
		assertThat(renditions.width() + "x" + renditions.height()).isEqualTo(full);
		for (var size : new String[][]{ { "full", full }, { "feed", feed }, { "thumb", thumb } }) {
			var image = read(size[0] + ".jpg");
			assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size[1]);
		}
		var stored = new StoredPicture(1, "k", "jpg", renditions.width(), renditions.height(), "");
		var told = stored.at(new dev.madang.platform.PictureUrl("")).feed();
		assertThat(told.width() + "x" + told.height()).as("what is told is what is there").isEqualTo(feed);
	}

	/** Where the green corner, at the top left of what the camera stored, is to be seen. */
	@ParameterizedTest
	@CsvSource({ "1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1" })
	void photographsAreTurnedUpright(int orientation, int right, int below) throws IOException {
		var renditions = process(PictureFiles.photograph(800, 400, orientation), "image/jpeg");
		assertThat(renditions.width()).isEqualTo(orientation < 5 ? 800 : 400);
		var image = read("full.jpg");
		var corner = new Color(image.getRGB(right * (image.getWidth() - 20) + 10, below * (image.getHeight() - 20) + 10));
		assertThat(corner.getGreen()).isGreaterThan(180);
		assertThat(corner.getRed()).isLessThan(80);
	}

	@Test
	void nothingRemainsOfMetadata() throws IOException {
		process(PictureFiles.photograph(400, 300, 1), "image/jpeg");
		for (var name : new String[]{ "thumb.jpg", "feed.jpg", "full.jpg" }) {
			assertThat(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
		}
	}

	@Test
	void onlyTransparencyMakesAPng() throws IOException {
		var opaque = PictureFiles.drawn(50, 50, BufferedImage.TYPE_INT_ARGB);
		assertThat(process(PictureFiles.file(opaque, "png"), "image/png").format()).isEqualTo("jpg");
		opaque.setRGB(3, 3, 0);
		assertThat(process(PictureFiles.file(opaque, "png"), "image/png").format()).isEqualTo("png");
		assertThat(read("full.png").getRGB(3, 3) >>> 24).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_INDEXED,
			BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_4BYTE_ABGR })
	void everyKindOfPngIsRead(int type) throws IOException {
		assertThat(process(PictureFiles.file(PictureFiles.drawn(2100, 60, type), "png"), "image/png").width()).isEqualTo(2048);
	}

	@Test
	void gifAndWebpAreRead() throws IOException {
		var gif = PictureFiles.file(PictureFiles.drawn(60, 40, BufferedImage.TYPE_BYTE_INDEXED), "gif");
		assertThat(process(gif, "image/gif").width()).isEqualTo(60);
		var webp = Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=");
		assertThat(process(webp, "image/webp")).isEqualTo(new Renditions("jpg", 1, 1, process(webp, "image/webp").bytes()));
	}

	@ParameterizedTest
	@CsvSource({ "8000,6000", "60000,60000", "2147483647,2147483647", "40000001,1" })
	void aBombIsKnownByItsHeader(int width, int height) {
		isRefused(PictureFiles.bomb(width, height), "image/png", "picture-too-large");
	}

	@Test
	void aFrameOfAGifMayBeABombToo() {
		var gif = PictureFiles.file(PictureFiles.drawn(60, 40, BufferedImage.TYPE_BYTE_INDEXED), "gif");
		var at = new String(gif, StandardCharsets.ISO_8859_1).indexOf("\0\0\0\0<\0(\0") + 4;
		gif[at] = gif[at + 1] = gif[at + 2] = gif[at + 3] = (byte) 0xff;
		isRefused(gif, "image/gif", "picture-too-large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "<!doctype html><script>",
			"<?xml version='1.0'?><svg/>", "GIF89a", "\u0089PNG\r\n\u001a\n", "\u00ff\u00d8\u00ff\u00d9", "RIFF\0\0\0\0WEBP",
			"%PDF-1.7", "II*\0", "BM" })
	void whatIsNoPictureIsRefused(String file) throws IOException {
		var bytes = file.getBytes(StandardCharsets.ISO_8859_1);
		var kind = PictureKind.of(bytes);
		isRefused(bytes, kind.map(known -> known.contentType).orElse("image/png"), "not-a-picture");
	}

	@Test
	void aPictureIsWhatItWasAnnouncedToBe() {
		isRefused(PictureFiles.jpeg(20, 20), "image/png", "other-type");
	}

	@Test
	void whatStandsBehindAPictureIsLost() throws IOException {
		for (var format : new String[]{ "jpg", "png", "gif" }) {
			var out = new ByteArrayOutputStream();
			out.write(PictureFiles.file(PictureFiles.drawn(60, 40, BufferedImage.TYPE_INT_RGB), format));
			out.write("<script>alert(1)</script>PK\3\4".getBytes(StandardCharsets.US_ASCII));
			process(out.toByteArray(), "jpg".equals(format) ? "image/jpeg" : "image/" + format);
			assertThat(Files.readString(folder.resolve("full.jpg"), StandardCharsets.ISO_8859_1)).doesNotContain("script",
					"PK\3");
		}
	}

	@Test
	void halfAPictureIsNone() {
		for (var format : new String[]{ "jpg", "png" }) {
			var whole = PictureFiles.file(PictureFiles.drawn(300, 200, BufferedImage.TYPE_INT_RGB), format);
			for (int length = 12; length < whole.length - 1; length += whole.length / 40) {
				isRefused(Arrays.copyOf(whole, length), "jpg".equals(format) ? "image/jpeg" : "image/png", "not-a-picture");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jpg", "png", "gif" })
	void rubbishEndsInAPictureOrARefusal(String format) throws IOException {
		var whole = PictureFiles.file(PictureFiles.drawn(64, 48, BufferedImage.TYPE_INT_RGB), format);
		var random = new Random(20_261_121);
		for (int round = 0; round < 200; round++) {
			var file = whole.clone();
			for (int change = 0; change <= round % 8; change++) {
				file[random.nextInt(file.length)] = (byte) random.nextInt(256);
			}
			try {
				assertThat(process(file, "jpg".equals(format) ? "image/jpeg" : "image/" + format).bytes()).isPositive();
			}
			catch (Problem problem) {
				assertThat(problem.status()).isEqualTo(422);
			}
		}
	}

	@Test
	void aJpegOfEndlessPassesIsRefused() {
		var jpeg = PictureFiles.jpeg(20, 20);
		var text = new String(jpeg, StandardCharsets.ISO_8859_1);
		var scan = text.substring(text.indexOf("\u00ff\u00da"), text.length() - 2);
		isRefused(
				(text.substring(0, text.length() - 2) + scan.repeat(50) + "\u00ff\u00d9").getBytes(StandardCharsets.ISO_8859_1),
				"image/jpeg", "not-a-picture");
	}
}
