package dev.madang.media;

import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

import dev.madang.platform.Problem;

/**
 * A picture as it was sent, decoded to no more than is kept of it. Decoders unpack a whole picture, or a part of it; so it is
 * unpacked in bands, each of which becomes smaller before the next one comes.
 *
 * @param image of the full size at most
 * @param orientation as Exif has it
 */
record DecodedImage(BufferedImage image, int orientation) {

	/** What decoding a band may take of the heap: a photograph of twelve megapixels is a single one. */
	private static final long MOST_BYTES = 36 << 20;

	/** No format but PNG knows longer sides; a row is a buffer of its own, three times. */
	private static final int LONGEST_SIDE = 65_535;

	/**
	 * Reads the first frame.
	 *
	 * @throws Problem 422 {@code picture-too-large}, from its header alone
	 * @throws IOException or any exception of a decoder, if it is none
	 */
	static DecodedImage read(Path file, PictureKind kind) throws IOException {
		return switch (kind) {
			case JPEG -> {
				var jpeg = JpegFile.read(file);
				requireWhole(jpeg.isWhole());
				jpeg.requireFewCoefficients();
				yield new DecodedImage(read(file, kind, jpeg.extraBits()), jpeg.orientation());
			}
			case PNG -> {
				requireWhole(PngFile.isWhole(file));
				yield new DecodedImage(read(file, kind, 0), Exif.UPRIGHT);
			}
			case GIF -> {
				requireWhole(GifFile.isWhole(file));
				yield new DecodedImage(read(file, kind, 0), Exif.UPRIGHT);
			}
			case WEBP -> {
				var webp = WebpFile.read(file);
				requireWhole(webp.isWhole());
				yield new DecodedImage(readWatched(file, webp), Exif.UPRIGHT);
			}
		};
	}

	private static void requireWhole(boolean isWhole) throws IOException {
		if (!isWhole) {
			throw new IOException("not to its end, or far beyond");
		}
	}

	/** What a virtual thread allocates is not counted. */
	private static BufferedImage readWatched(Path file, WebpFile webp) throws IOException {
		var reading = new FutureTask<>(() -> {
			try (var input = new WatchedInput(file, webp.lossyFrom())) {
				return read(input, PictureKind.WEBP, 0);
			}
		});
		Thread.ofPlatform().name("webp").start(reading);
		try {
			return reading.get();
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof Problem problem) {
				throw problem;
			}
			throw new IOException(e.getCause());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException(e);
		}
	}

	private static BufferedImage read(Path file, PictureKind kind, int extraBits) throws IOException {
		try (var input = new FileImageInputStream(file.toFile())) {
			return read(input, kind, extraBits);
		}
	}

	private static BufferedImage read(ImageInputStream input, PictureKind kind, int extraBits) throws IOException {
		var reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
		try {
			reader.setInput(input, false, true);
			var width = reader.getWidth(0);
			var height = reader.getHeight(0);
			kind.requirePixels((long) width * height);
			if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
				throw new IOException("nothing to see");
			}
			return read(reader, width, height, extraBits);
		}
		finally {
			reader.dispose();
		}
	}

	private static BufferedImage read(ImageReader reader, int width, int height, int extraBits) throws IOException {
		var type = type(reader);
		var longer = Math.max(width, height);
		var small = new AreaAverage(width, height, Size.FULL.of(width, longer), Size.FULL.of(height, longer),
				type.getColorModel().hasAlpha());
		var rows = rows(width, height, type.getColorModel().getPixelSize() + extraBits);
		var band = type.createBufferedImage(width, rows);
		for (int top = 0; top < height; top += rows) {
			var wanted = reader.getDefaultReadParam();
			var region = new Rectangle(0, top, width, Math.min(rows, height - top));
			wanted.setSourceRegion(region);
			wanted.setDestination(band);
			reader.read(0, wanted);
			small.add(band, region.height);
		}
		return small.image();
	}

	/** How many rows there are in each of as few bands as memory allows. */
	private static int rows(int width, int height, int bits) {
		var bands = 1;
		while (((long) width * bits + 7) / 8 * ((height + bands - 1) / bands) > MOST_BYTES) {
			bands++;
		}
		return (height + bands - 1) / bands;
	}

	/** The least form that shows the same. */
	private static ImageTypeSpecifier type(ImageReader reader) throws IOException {
		var types = reader.getImageTypes(0);
		var type = types.next();
		var only = !types.hasNext();
		while (isForeign(type) && types.hasNext()) {
			type = types.next();
		}
		return only && type.getSampleModel().getDataType() == DataBuffer.TYPE_USHORT ? inBytes(type) : type;
	}

	/** Colours that screens do not have: the decoder turns them into sRGB if it is told to. */
	private static boolean isForeign(ImageTypeSpecifier type) {
		var space = type.getColorModel().getColorSpace();
		return space.getType() == ColorSpace.TYPE_RGB && !space.isCS_sRGB();
	}

	/** What has sixteen bits a sample is decoded to eight; only where one colour is transparent they are all compared. */
	private static ImageTypeSpecifier inBytes(ImageTypeSpecifier type) {
		return switch (type.getNumComponents()) {
			case 1 -> ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY);
			case 2 -> ImageTypeSpecifier.createInterleaved(type.getColorModel().getColorSpace(), new int[]{ 0, 1 },
					DataBuffer.TYPE_BYTE, true, false);
			case 3 -> ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR);
			default -> ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_4BYTE_ABGR);
		};
	}
}
