package dev.madang.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;

import dev.madang.platform.Problem;

/**
 * A picture as it was sent, decoded to no more than is needed of it.
 *
 * @param width of the whole picture, which was perhaps read in steps
 * @param orientation as Exif has it
 */
record Negative(BufferedImage image, int width, int height, int orientation) {

	/** What a decoded picture may take: its full size at three bytes, twice as long and as high, and no more. */
	private static final long MOST_BYTES = 52 << 20;

	/**
	 * Reads the first frame.
	 *
	 * @throws Problem 422 {@code picture-too-large}, from its header alone
	 * @throws IOException or any exception of a decoder, if it is none
	 */
	static Negative read(Path file, PictureKind kind) throws IOException {
		var reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
		try (var input = new FileImageInputStream(file.toFile())) {
			var orientation = kind == PictureKind.JPEG ? Upright.orientation(input) : 1;
			reader.setInput(input, true, true);
			var width = reader.getWidth(0);
			var height = reader.getHeight(0);
			if (width < 1 || height < 1) {
				throw new IOException("nothing to see");
			}
			if ((long) width * height > kind.mostPixels) {
				throw Problem.invalid("picture", "picture-too-large", kind.mostPixels / 1_000_000, 1);
			}
			var types = reader.getImageTypes(0);
			var type = types.next();
			while (isForeign(type) && types.hasNext()) {
				type = types.next();
			}
			var wanted = reader.getDefaultReadParam();
			wanted.setDestinationType(type);
			var step = kind == PictureKind.WEBP ? 1 : step(width, height, type);
			wanted.setSourceSubsampling(step, step, 0, 0);
			return new Negative(reader.read(0, wanted), width, height, orientation);
		}
		finally {
			reader.dispose();
		}
	}

	/** Colours that screens do not have: the decoder turns them into sRGB if it is told to. */
	private static boolean isForeign(ImageTypeSpecifier type) {
		var space = type.getColorModel().getColorSpace();
		return space.getType() == ColorSpace.TYPE_RGB && !space.isCS_sRGB();
	}

	/** Every how many pixels are read: the fewer, the better it looks; but never more than memory allows. */
	private static int step(int width, int height, ImageTypeSpecifier type) {
		var bits = type.getColorModel().getPixelSize();
		var step = 1;
		while ((long) (width / step) * (height / step) * Math.max(bits, 8) / 8 > MOST_BYTES) {
			step++;
		}
		return step;
	}
}
