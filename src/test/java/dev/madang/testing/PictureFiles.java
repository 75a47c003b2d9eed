package dev.madang.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Files of pictures, drawn when they are asked for. */
public final class PictureFiles {

	private PictureFiles() {
	}

	/** Red above, blue below, with a green corner at the top left. */
	public static BufferedImage drawn(int width, int height, int type) {
		var image = new BufferedImage(width, height, type);
		var pen = image.createGraphics();
		pen.setColor(Color.RED);
		pen.fillRect(0, 0, width, height / 2);
		pen.setColor(Color.BLUE);
		pen.fillRect(0, height / 2, width, height - height / 2);
		pen.setColor(Color.GREEN);
		pen.fillRect(0, 0, width / 4, height / 4);
		pen.dispose();
		return image;
	}

	public static byte[] file(BufferedImage image, String format) {
		try {
			var out = new ByteArrayOutputStream();
			ImageIO.write(image, format, out);
			return out.toByteArray();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	public static byte[] jpeg(int width, int height) {
		return file(drawn(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
	}

	public static byte[] png(int width, int height) {
		return file(drawn(width, height, BufferedImage.TYPE_INT_RGB), "png");
	}

	/** A JPEG with an Exif orientation and a place, as a telephone writes them. */
	public static byte[] photograph(int width, int height, int orientation) {
		var jpeg = jpeg(width, height);
		var secret = "GPS 37.5665N 126.9780E".getBytes(StandardCharsets.US_ASCII);
		var tiff = ByteBuffer.allocate(26 + secret.length).put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8)
				.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation)
				.putShort((short) 0).putInt(0).put(secret).array();
		return ByteBuffer.allocate(jpeg.length + tiff.length + 10).put(jpeg, 0, 2).putShort((short) 0xffe1)
				.putShort((short) (tiff.length + 8)).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff)
				.put(jpeg, 2, jpeg.length - 2).array();
	}

	/** A JPEG in several passes, of which the last comes so often again. */
	public static byte[] progressive(int width, int height, int again) {
		var writer = ImageIO.getImageWritersByFormatName("jpg").next();
		var out = new ByteArrayOutputStream();
		try (var stream = ImageIO.createImageOutputStream(out)) {
			var how = writer.getDefaultWriteParam();
			how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
			writer.setOutput(stream);
			writer.write(null, new IIOImage(drawn(width, height, BufferedImage.TYPE_INT_RGB), null, null), how);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		finally {
			writer.dispose();
		}
		var jpeg = out.toString(StandardCharsets.ISO_8859_1);
		var end = jpeg.length() - 2;
		var scan = jpeg.substring(jpeg.lastIndexOf("\u00ff\u00da"), end);
		return (jpeg.substring(0, end) + scan.repeat(again) + jpeg.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
	}

	/** A PNG of a few bytes that says to be huge. */
	public static byte[] bomb(int width, int height) {
		var header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height)
				.put(new byte[]{ 8, 2, 0, 0, 0 }).array();
		var png = ByteBuffer.allocate(8 + 25 + 12).put(new byte[]{ (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10 });
		png.putInt(13).put(header).putInt(crc(header));
		var end = "IEND".getBytes(StandardCharsets.US_ASCII);
		return png.putInt(0).put(end).putInt(crc(end)).array();
	}

	private static int crc(byte[] bytes) {
		var crc = new CRC32();
		crc.update(bytes);
		return (int) crc.getValue();
	}
}
