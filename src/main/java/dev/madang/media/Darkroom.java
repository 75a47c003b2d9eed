package dev.madang.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

import dev.madang.platform.Problem;
import net.coobird.thumbnailator.resizers.Resizers;
import org.springframework.stereotype.Component;

/**
 * Makes the three sizes of a picture: upright, in sRGB, drawn anew, so that nothing of the file remains but what one sees.
 * Decoding takes memory: see {@link Turns}.
 */
@Component
class Darkroom {

	private static final float QUALITY = 0.84f;

	/** What came of it; width and height are those of the full size, bytes of all three together. */
	record Prints(String format, int width, int height, int bytes) {
	}

	Darkroom() {
		ImageIO.setUseCache(false);
	}

	/**
	 * Writes thumb, feed and full into a folder.
	 *
	 * @throws Problem 422 {@code not-a-picture}, {@code other-type}, {@code picture-too-large}
	 */
	Prints develop(Path file, String contentType, Path into) throws IOException {
		var kind = PictureKind.of(file).orElseThrow(() -> Problem.invalid("picture", "not-a-picture"));
		if (!kind.contentType.equals(contentType)) {
			throw Problem.invalid("picture", "other-type", kind.contentType);
		}
		var full = full(file, kind);
		var format = isTransparent(full) ? "png" : "jpg";
		var bytes = 0L;
		var print = "jpg".equals(format) ? drawn(full, full.getWidth(), full.getHeight(), false) : full;
		for (var size : new Size[]{ Size.FULL, Size.FEED, Size.THUMB }) {
			var longer = Math.max(print.getWidth(), print.getHeight());
			print = drawn(print, size.of(print.getWidth(), longer), size.of(print.getHeight(), longer), "png".equals(format));
			bytes += write(print, format, into.resolve(size.label + "." + format));
		}
		return new Prints(format, full.getWidth(), full.getHeight(), Math.toIntExact(bytes));
	}

	/** Decoders answer rubbish with whatever exception they come across; none of them is a fault of ours. */
	private static BufferedImage full(Path file, PictureKind kind) {
		try {
			if (!Wholeness.isWhole(file, kind)) {
				throw Problem.invalid("picture", "not-a-picture");
			}
			var negative = Negative.read(file, kind);
			var image = negative.image();
			var longer = Math.max(negative.width(), negative.height());
			var width = Math.min(image.getWidth(), Size.FULL.of(negative.width(), longer));
			var height = Math.min(image.getHeight(), Size.FULL.of(negative.height(), longer));
			return Upright.turn(drawn(image, width, height, image.getColorModel().hasAlpha()), negative.orientation());
		}
		catch (Problem problem) {
			throw problem;
		}
		catch (IOException | RuntimeException e) {
			throw Problem.invalid("picture", "not-a-picture");
		}
	}

	/** The same as small as this, or itself. */
	private static BufferedImage drawn(BufferedImage image, int width, int height, boolean alpha) {
		var type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
		var same = image.getWidth() == width && image.getHeight() == height;
		if (same && image.getType() == type) {
			return image;
		}
		var drawn = new BufferedImage(width, height, type);
		if (same) {
			var pen = drawn.createGraphics();
			pen.drawImage(image, 0, 0, alpha ? null : Color.WHITE, null);
			pen.dispose();
		}
		else {
			Resizers.PROGRESSIVE.resize(image, drawn);
		}
		return drawn;
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
