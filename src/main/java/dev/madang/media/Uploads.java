package dev.madang.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import dev.madang.media.MediaStore.Upload;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a picture is sent: allowed, then received. */
@Component
public class Uploads {

	/** A photograph of 40 megapixels, and some more. */
	public static final int MOST_BYTES = 20 << 20;

	private static final SecureRandom RANDOM = new SecureRandom();

	/** What somebody wants to send. */
	@Schema(name = "UploadForm")
	public record Form(@Nullable String contentType, @Nullable Integer size, @Nullable String filename) {
	}

	/** An upload that is allowed. */
	public record Allowed(long id, Upload upload) {
	}

	private final JdbcClient jdbc;

	private final MediaStore store;

	private final Limits limits;

	private final MediaSettings settings;

	Uploads(JdbcClient jdbc, MediaStore store, Limits limits, MediaSettings settings) {
		this.jdbc = jdbc;
		this.store = store;
		this.limits = limits;
		this.settings = settings;
	}

	/** @throws Problem 422, also {@code too-much-kept} where the member's quota is used up; 429 */
	@Transactional
	public Allowed allow(Viewer viewer, Form form) {
		viewer.requireNotSilenced();
		var type = form.contentType() == null ? "" : form.contentType();
		var size = form.size() == null ? 0 : form.size();
		var name = form.filename() == null ? "" : Texts.tidy(form.filename());
		new Checks().that(PictureKind.of(type).isPresent(), "contentType", "bad-content-type")
				.that(form.size() != null, "size", "missing").that(form.size() == null || size >= 0, "size", "too-small", 1)
				.that(form.size() == null || size != 0, "size", "empty-file")
				.that(size <= MOST_BYTES, "size", "too-many-bytes", MOST_BYTES, MOST_BYTES >> 20).line("filename", name, 0, 255)
				.done();
		limits.take("picture-upload", String.valueOf(viewer.id()), settings.perHour(), Duration.ofHours(1));
		jdbc.sql("select pg_advisory_xact_lock(hashtextextended('media', :id))").param("id", viewer.id()).query().listOfRows();
		new Checks().that(used(viewer) + size <= settings.quota().toBytes(), "size", "too-much-kept").done();
		var id = jdbc.sql("""
				insert into media (owner_id, content_type, filename, size, key) values (:owner, :type, :name, :size, :key)
				returning id
				""").param("key", key()).param("owner", viewer.id()).param("type", type).param("name", name).param("size", size)
				.query(Long.class)
				.single();
		return new Allowed(id, store.allow(id, type, size));
	}

	/** Where it will be served from. It is known beforehand, so that files of which a crash cuts off the row are found. */
	private static String key() {
		var bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** What a member's pictures take, with those that may still be sent. */
	public long used(Viewer viewer) {
		return jdbc.sql("""
				select coalesce(sum(case when ready_at is null then size else bytes end), 0) from media where owner_id = :id
				""").param("id", viewer.id()).query(Long.class).single();
	}

	public long quota() {
		return settings.quota().toBytes();
	}

	/** Removes what was sent and led to nothing. */
	void discard(long id) {
		jdbc.sql("delete from media where id = :id and ready_at is null").param("id", id).update();
		try {
			store.forget(id);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
