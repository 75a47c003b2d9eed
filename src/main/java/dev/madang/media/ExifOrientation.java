package dev.madang.media;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
/** ProcessingQueue a photograph as its camera was held. */
final class ExifOrientation {

	private ExifOrientation() {
	}

	static BufferedImage turn(BufferedImage image, int orientation) {
		if (orientation == Exif.UPRIGHT) {
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
