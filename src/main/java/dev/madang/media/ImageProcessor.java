package dev.madang.media;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

import dev.madang.platform.Problem;
import org.springframework.stereotype.Component;

/**
 * Makes the three sizes of a picture: upright, in sRGB, drawn anew, so that nothing of the file remains but what one sees.
 * Decoding takes memory: see {@link ProcessingQueue}.
 */
@Component
class ImageProcessor {

	private static final float QUALITY = 0.84f;

	/** What came of it; width and height are those of the full size, bytes of all three together. */
	record Renditions(String format, int width, int height, int bytes) {
	}

	ImageProcessor() {
		ImageIO.setUseCache(false);
	}

	/**
	 * Writes thumb, feed and full into a folder.
	 *
	 * @throws Problem 422 {@code not-a-picture}, {@code other-type}, {@code picture-too-large}
	 */
	Renditions process(Path file, String contentType, Path into) throws IOException {
		var kind = PictureKind.of(file).orElseThrow(() -> Problem.invalid("picture", "not-a-picture"));
		if (!kind.contentType.equals(contentType)) {
			throw Problem.invalid("picture", "other-type", kind.contentType);
		}
		var full = full(file, kind);
		var format = isTransparent(full) ? "png" : "jpg";
		var bytes = 0L;
		var print = full;
		var longer = Math.max(full.getWidth(), full.getHeight());
		for (var size : new Size[]{ Size.FULL, Size.FEED, Size.THUMB }) {
			print = AreaAverage.of(print, size.of(full.getWidth(), longer), size.of(full.getHeight(), longer),
					"png".equals(format));
			bytes += write(print, format, into.resolve(size.label + "." + format));
		}
		return new Renditions(format, full.getWidth(), full.getHeight(), Math.toIntExact(bytes));
	}

	/** Decoders answer rubbish with whatever exception they come across; none of them is a fault of ours. */
	private static BufferedImage full(Path file, PictureKind kind) {
		try {
			var decoded = DecodedImage.read(file, kind);
			return ExifOrientation.turn(decoded.image(), decoded.orientation());
		}
		catch (Problem problem) {
			throw problem;
		}
		catch (IOException | RuntimeException e) {
			throw Problem.invalid("picture", "not-a-picture");
		}
	}

	/** The middle of a print, as a JPEG of a square. */
	byte[] square(Path print, int size) throws IOException {
		var image = ImageIO.read(print.toFile());
		var side = Math.min(image.getWidth(), image.getHeight());
		var left = (image.getWidth() - side) / 2;
		var top = (image.getHeight() - side) / 2;
		var square = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
		var pen = square.createGraphics();
		pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
		pen.drawImage(image, 0, 0, size, size, left, top, left + side, top + side, Color.WHITE, null);
		pen.dispose();
		var content = new ByteArrayOutputStream();
		ImageIO.write(square, "jpg", content);
		return content.toByteArray();
	}

	private static boolean isTransparent(BufferedImage image) {
		if (!image.getColorModel().hasAlpha()) {
			return false;
		}
		var row = new int[image.getWidth()];
		for (int y = 0; y < image.getHeight(); y++) {
			for (var pixel : image.getRGB(0, y, row.length, 1, row, 0, row.length)) {
				if (pixel >>> 24 != 0xff) {
					return true;
				}
			}
		}
		return false;
	}

	private static long write(BufferedImage image, String format, Path file) throws IOException {
		var writer = ImageIO.getImageWritersByFormatName(format).next();
		try (var out = new FileImageOutputStream(file.toFile())) {
			var how = writer.getDefaultWriteParam();
			if ("jpg".equals(format)) {
				how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
				how.setCompressionQuality(QUALITY);
			}
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, null), how);
		}
		finally {
			writer.dispose();
		}
		return Files.size(file);
	}
}
