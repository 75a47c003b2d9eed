package dev.madang.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

import javax.imageio.ImageIO;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.community.Accent;
import dev.madang.community.Community;
import dev.madang.community.Mark;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mark of the community as pictures for devices that keep it among their programs; each is drawn once. */
@Component
class Icons {

	/** How large, how round its corners are, and how much of its width the mark takes. */
	private record Form(int size, double corner, double mark) {
	}

	private record Drawing(Form form, Mark mark, Accent accent, String picture) {
	}

	private static final Map<String, Form> FORMS = Map.of("32", new Form(32, .22, .74), "180", new Form(180, 0, .62), "192",
			new Form(192, .22, .66), "512", new Form(512, .22, .66), "maskable", new Form(512, 0, .5));

	private static final Color LINE = new Color(0xfafaf7);

	private final Community community;

	private final Cache<Drawing, byte[]> drawn = Caffeine.newBuilder().maximumSize(20).build();

	Icons(Community community) {
		this.community = community;
	}

	boolean has(String name) {
		return FORMS.containsKey(name);
	}

	byte[] png(String name) {
		return drawn.get(new Drawing(FORMS.getOrDefault(name, new Form(192, .22, .66)), community.mark(), community.accent(),
				community.markPicture()), this::draw);
	}

	/** The picture of 32 pixels in the form that browsers ask for unasked: a directory of one, and the PNG behind it. */
	byte[] ico() {
		var png = png("32");
		return ByteBuffer.allocate(22 + png.length).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0).putShort((short) 1)
				.putShort((short) 1).put((byte) 32).put((byte) 32).putShort((short) 0).putShort((short) 1).putShort((short) 32)
				.putInt(png.length).putInt(22).put(png).array();
	}

	private byte[] draw(Drawing drawing) {
		var form = drawing.form();
		var image = new BufferedImage(form.size(), form.size(), BufferedImage.TYPE_INT_ARGB);
		var graphics = image.createGraphics();
		try (var out = new ByteArrayOutputStream()) {
			graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
			graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
			graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
			var corner = form.size() * form.corner() * 2;
			var picture = picture(drawing.picture());
			if (picture != null) {
				graphics.setClip(new RoundRectangle2D.Double(0, 0, form.size(), form.size(), corner, corner));
				graphics.drawImage(picture, 0, 0, form.size(), form.size(), null);
			}
			else {
				graphics.setColor(Color.decode(drawing.accent().hex()));
				graphics.fill(new RoundRectangle2D.Double(0, 0, form.size(), form.size(), corner, corner));
				var scale = form.size() * form.mark() / 32;
				graphics.translate((form.size() - 32 * scale) / 2, (form.size() - 32 * scale) / 2);
				graphics.scale(scale, scale);
				graphics.setColor(LINE);
				graphics.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
				graphics.draw(SvgPath.of(drawing.mark().path()));
			}
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

	private @Nullable BufferedImage picture(String path) throws IOException {
		var hash = path.isEmpty() ? "" : path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
		var content = community.picture(hash);
		return content.isEmpty() ? null : ImageIO.read(new ByteArrayInputStream(content.get()));
	}
}
