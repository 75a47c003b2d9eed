package dev.madang.media;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;

import javax.imageio.stream.ImageInputStream;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

/** Turns a photograph as its camera was held: Exif's tag 274, of which 1 is upright. */
final class Upright {

	private static final int AS_IT_IS = 1;

	private Upright() {
	}

	/** Reads the tag; Exif that makes no sense says nothing. */
	static int orientation(ImageInputStream jpeg) throws IOException {
		jpeg.mark();
		try {
			for (var segment : JPEGSegmentUtil.readSegments(jpeg, JPEG.APP1, "Exif")) {
				var data = segment.data().readAllBytes();
				var entry = new TIFFReader().read(new ByteArrayImageInputStream(data, 1, data.length - 1))
						.getEntryById(TIFF.TAG_ORIENTATION);
				if (entry != null && entry.getValue() instanceof Number number && number.intValue() >= 1
						&& number.intValue() <= 8) {
					return number.intValue();
				}
			}
			return AS_IT_IS;
		}
		catch (IOException | RuntimeException e) {
			return AS_IT_IS;
		}
		finally {
			jpeg.reset();
		}
	}

	static BufferedImage turn(BufferedImage image, int orientation) {
		if (orientation == AS_IT_IS) {
			return image;
		}
		var w = image.getWidth();
		var h = image.getHeight();
		var turned = new BufferedImage(orientation < 5 ? w : h, orientation < 5 ? h : w, image.getType());
		new AffineTransformOp(switch (orientation) {
			case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
			case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
			case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
			case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
			case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
			case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
			default -> new AffineTransform(0, -1, 1, 0, 0, w);
		}, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, turned);
		return turned;
	}
}
