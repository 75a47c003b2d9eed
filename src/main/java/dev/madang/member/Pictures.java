package dev.madang.member;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import dev.madang.activity.ActivityLog;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The pictures of members: drawn anew as a small square JPEG, so that nothing of the file remains but what one sees. Its
 * address is its hash, so it never changes.
 */
@Component
public class Pictures {

	static final int SIZE = 256;

	/** What decoding may cost: more than any camera's, less than a bomb's. */
	private static final long MOST_PIXELS = 40_000_000;

	private static final int MOST_BYTES = 10 << 20;

	private static final Set<String> FORMATS = Set.of("JPEG", "PNG");

	private final JdbcClient jdbc;

	private final SignIns signIns;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	/** One is decoded at a time: it takes memory. */
	private final Semaphore place = new Semaphore(1);

	private final Limits limits;

	Pictures(JdbcClient jdbc, SignIns signIns, ActivityLog log, TransactionTemplate transaction, Limits limits) {
		this.limits = limits;
		this.jdbc = jdbc;
		this.signIns = signIns;
		this.log = log;
		this.transaction = transaction;
	}

	/** Where a picture is found, or nowhere. */
	static @Nullable String address(@Nullable String hash) {
		return hash == null ? null : "/pictures/" + hash + ".jpg";
	}

	public Optional<byte[]> find(String hash) {
		return jdbc.sql("select content from member_picture where hash = :hash limit 1").param("hash", hash)
				.query((row, number) -> row.getBytes("content")).optional();
	}

	/**
	 * Takes a JPEG or PNG as one's picture.
	 *
	 * @throws Problem 422 {@code not-a-picture} or {@code picture-too-large}
	 */
	public void change(Viewer viewer, byte[] file) {
		viewer.requireVoice();
		limits.take("picture", String.valueOf(viewer.id()), 20, Duration.ofHours(1));
		if (file.length > MOST_BYTES) {
			throw Problem.invalid("picture", "picture-too-large");
		}
		var content = square(file);
		var hash = HexFormat.of().formatHex(Sha256.of(content)).substring(0, 32);
		transaction.executeWithoutResult(status -> {
			jdbc.sql("""
					insert into member_picture (member_id, hash, content) values (:member, :hash, :content)
					on conflict (member_id) do update set hash = :hash, content = :content, created_at = now()
					""").param("member", viewer.id()).param("hash", hash).param("content", content).update();
			show(viewer, hash);
		});
	}

	public void remove(Viewer viewer) {
		transaction.executeWithoutResult(status -> {
			jdbc.sql("delete from member_picture where member_id = :member").param("member", viewer.id()).update();
			show(viewer, null);
		});
	}

	private void show(Viewer viewer, @Nullable String hash) {
		jdbc.sql("update member set picture = :hash where id = :id").param("hash", hash).param("id", viewer.id()).update();
		signIns.refresh(viewer.id());
		log.append(viewer, "member.changed", new Subject("member", viewer.id()));
	}

	private byte[] square(byte[] file) {
		place.acquireUninterruptibly();
		try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
			return draw(decode(input));
		}
		catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
			throw Problem.invalid("picture", "not-a-picture");
		}
		finally {
			place.release();
		}
	}

	private static BufferedImage decode(ImageInputStream input) throws IOException {
		var readers = ImageIO.getImageReaders(input);
		if (!readers.hasNext()) {
			throw Problem.invalid("picture", "not-a-picture");
		}
		ImageReader reader = readers.next();
		try {
			if (!FORMATS.contains(reader.getFormatName().toUpperCase(Locale.ROOT))) {
				throw Problem.invalid("picture", "not-a-picture");
			}
			reader.setInput(input, true, true);
			var shorter = Math.min(reader.getWidth(0), reader.getHeight(0));
			if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS || shorter < 1) {
				throw Problem.invalid("picture", "picture-too-large");
			}
			var wanted = reader.getDefaultReadParam();
			var step = Math.max(1, shorter / (2 * SIZE));
			wanted.setSourceSubsampling(step, step, 0, 0);
			return reader.read(0, wanted);
		}
		finally {
			reader.dispose();
		}
	}

	private static byte[] draw(BufferedImage image) throws IOException {
		var side = Math.min(image.getWidth(), image.getHeight());
		var left = (image.getWidth() - side) / 2;
		var top = (image.getHeight() - side) / 2;
		var square = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
		var pen = square.createGraphics();
		pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
		pen.drawImage(image, 0, 0, SIZE, SIZE, left, top, left + side, top + side, Color.WHITE, null);
		pen.dispose();
		var content = new ByteArrayOutputStream();
		ImageIO.write(square, "jpg", content);
		return content.toByteArray();
	}
}
