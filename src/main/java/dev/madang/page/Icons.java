package dev.madang.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.imageio.ImageIO;

import org.springframework.stereotype.Component;

/** The mark of the community as pictures for devices that keep it among their programs, drawn once. */
@Component
class Icons {

	/** How large, how round its corners are, and how much of its width the mark takes. */
	private record Form(int size, double corner, double mark) {
	}

	private static final Map<String, Form> FORMS = Map.of("32", new Form(32, .22, .74), "180", new Form(180, 0, .62), "192",
			new Form(192, .22, .66), "512", new Form(512, .22, .66), "maskable", new Form(512, 0, .5));

	/** As page/mark.jte draws it, 30 wide and 22 high. */
	private static final List<String> MARK = List.of("M2 8c6 0 9-2 13-6 4 4 7 6 13 6", "M6 12v8M24 12v8M2 20.8h26");

	private static final Color GROUND = new Color(0x0c6b52);

	private static final Color LINE = new Color(0xfafaf7);

	private final Map<String, byte[]> drawn = new ConcurrentHashMap<>();

	boolean has(String name) {
		return FORMS.containsKey(name);
	}

	byte[] png(String name) {
		return drawn.computeIfAbsent(name, each -> draw(FORMS.getOrDefault(each, new Form(192, .22, .66))));
	}

	/** The picture of 32 pixels in the form that browsers ask for unasked: a directory of one, and the PNG behind it. */
	byte[] ico() {
		var png = png("32");
		return ByteBuffer.allocate(22 + png.length).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0).putShort((short) 1)
				.putShort((short) 1).put((byte) 32).put((byte) 32).putShort((short) 0).putShort((short) 1).putShort((short) 32)
				.putInt(png.length).putInt(22).put(png).array();
	}

	private static byte[] draw(Form form) {
		var image = new BufferedImage(form.size(), form.size(), BufferedImage.TYPE_INT_ARGB);
		var graphics = image.createGraphics();
		try (var out = new ByteArrayOutputStream()) {
			graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
			graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
			var corner = form.size() * form.corner() * 2;
			graphics.setColor(GROUND);
			graphics.fill(new RoundRectangle2D.Double(0, 0, form.size(), form.size(), corner, corner));
			var scale = form.size() * form.mark() / 30;
			graphics.translate((form.size() - 30 * scale) / 2, (form.size() - 22.8 * scale) / 2);
			graphics.scale(scale, scale);
			graphics.setColor(LINE);
			graphics.setStroke(new BasicStroke(2.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_MITER));
			MARK.forEach(path -> graphics.draw(SvgPath.of(path)));
			ImageIO.write(image, "png", out);
			return out.toByteArray();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		finally {
			graphics.dispose();
		}
	}
}
