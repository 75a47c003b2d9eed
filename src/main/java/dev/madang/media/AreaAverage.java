package dev.madang.media;

import java.awt.AlphaComposite;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * Makes a picture smaller while its rows come: each pixel is the average of all that it stands for. A strip of the rows is
 * all that is held beside the small picture, whatever form they come in.
 */
final class AreaAverage {

	/** A quarter of a million pixels, of four bytes, are converted at once. */
	private static final int STRIP = 1 << 18;

	private static final int CHANNELS = 4;

	private final int width;

	private final int height;

	private final BufferedImage image;

	private final boolean alpha;

	private final long[] line;

	private final long[] sums;

	private int next;

	/** @param toWidth no more than {@code width}; likewise the heights */
	AreaAverage(int width, int height, int toWidth, int toHeight, boolean alpha) {
		this.width = width;
		this.height = height;
		this.alpha = alpha;
		this.image = new BufferedImage(toWidth, toHeight, type(alpha));
		this.line = new long[toWidth * CHANNELS];
		this.sums = new long[toWidth * CHANNELS];
	}

	private static int type(boolean alpha) {
		return alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
	}

	/** Another of a picture, or itself if it is of that size and form. */
	static BufferedImage of(BufferedImage image, int width, int height, boolean alpha) {
		if (image.getWidth() == width && image.getHeight() == height && image.getType() == type(alpha)) {
			return image;
		}
		var average = new AreaAverage(image.getWidth(), image.getHeight(), width, height, alpha);
		average.add(image, image.getHeight());
		return average.image();
	}

	/** What has become of all rows. */
	BufferedImage image() {
		if (next != height) {
			throw new IllegalStateException(next + " of " + height + " rows have come");
		}
		return image;
	}

	/** Adds the next rows, which are the first ones of a picture that is as wide as the whole. */
	void add(BufferedImage band, int rows) {
		var strip = new BufferedImage(width, Math.min(rows, Math.max(1, STRIP / width)), type(alpha));
		var pixels = ((DataBufferInt) strip.getRaster().getDataBuffer()).getData();
		var pen = strip.createGraphics();
		pen.setComposite(AlphaComposite.Src);
		for (int top = 0; top < rows; top += strip.getHeight()) {
			pen.drawImage(band, 0, -top, null);
			for (int y = 0; y < Math.min(strip.getHeight(), rows - top); y++) {
				gather(pixels, y * width);
				spread();
			}
		}
		pen.dispose();
	}

	/** A row, made as wide as the small picture: of a pixel that lies on an edge each side has its share. */
	private void gather(int[] pixels, int at) {
		Arrays.fill(line, 0);
		var to = image.getWidth();
		var column = 0;
		var edge = width;
		for (int x = 0; x < width; x++) {
			var pixel = pixels[at + x];
			var first = Math.min(to, edge - x * to);
			put(column, pixel, first);
			if (first == edge - x * to) {
				column++;
				edge += width;
				if (first < to) {
					put(column, pixel, to - first);
				}
			}
		}
	}

	/** Colours count as much as they are opaque. */
	private void put(int column, int pixel, long weight) {
		var i = column * CHANNELS;
		var opaque = alpha ? weight * (pixel >>> 24) : weight;
		line[i] += opaque;
		line[i + 1] += opaque * (pixel >> 16 & 0xff);
		line[i + 2] += opaque * (pixel >> 8 & 0xff);
		line[i + 3] += opaque * (pixel & 0xff);
	}

	private void spread() {
		var to = image.getHeight();
		var row = (int) ((long) next * to / height);
		var below = (long) (row + 1) * height - (long) next * to;
		var first = Math.min(to, below);
		for (int i = 0; i < sums.length; i++) {
			sums[i] += line[i] * first;
		}
		if (first == below) {
			finish(row);
			for (int i = 0; i < sums.length; i++) {
				sums[i] = line[i] * (to - first);
			}
		}
		next++;
	}

	private void finish(int row) {
		var pixels = new int[image.getWidth()];
		var all = (long) width * height;
		for (int x = 0; x < pixels.length; x++) {
			var i = x * CHANNELS;
			var opaque = sums[i];
			if (opaque > 0) {
				pixels[x] = (int) (alpha ? rounded(opaque, all) : 255) << 24 | (int) rounded(sums[i + 1], opaque) << 16
						| (int) rounded(sums[i + 2], opaque) << 8 | (int) rounded(sums[i + 3], opaque);
			}
		}
		image.getRaster().setDataElements(0, row, pixels.length, 1, pixels);
	}

	private static long rounded(long sum, long count) {
		return (sum + count / 2) / count;
	}
}
