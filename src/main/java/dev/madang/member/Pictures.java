package dev.madang.member;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The faces of members: a small square JPEG, whose address is its hash, so that it never changes. */
@Component
public class Pictures {

	static final int SIZE = 256;

	private static final int MOST_BYTES = 10 << 20;

	private final JdbcClient jdbc;

	private final SignIns signIns;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	private final Limits limits;

	private final ObjectProvider<OwnPictures> imageProcessor;

	Pictures(JdbcClient jdbc, SignIns signIns, ActivityLog log, TransactionTemplate transaction, Limits limits,
			ObjectProvider<OwnPictures> imageProcessor) {
		this.imageProcessor = imageProcessor;
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
	 * Takes a file that somebody sent as one's picture.
	 *
	 * @throws Problem 422 {@code not-a-picture} or {@code picture-too-large}; 429, 503
	 */
	public void change(Viewer viewer, InputStream file) throws IOException {
		require(viewer);
		keep(viewer, imageProcessor.getObject().process(viewer, file, MOST_BYTES, SIZE));
	}

	/**
	 * Makes of one of one's own pictures what {@link #keep} takes. It may have to wait: no transaction shall be open.
	 *
	 * @throws Problem 422 {@code unknown-picture}; 429, 503
	 */
	byte[] square(Viewer viewer, long mediaId) {
		require(viewer);
		return imageProcessor.getObject().find(viewer, mediaId, SIZE)
				.orElseThrow(() -> Problem.invalid("avatarId", "unknown-picture"));
	}

	private void require(Viewer viewer) {
		viewer.requireNotSilenced();
		limits.take("picture", String.valueOf(viewer.id()), 20, Duration.ofHours(1));
	}

	void keep(Viewer viewer, byte[] content) {
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
		log.append(viewer, Action.CHANGED, new Subject("member", viewer.id()));
	}
}
