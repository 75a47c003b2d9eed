package dev.madang.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.media.UploadLinks.Link;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.web.RequestThreads;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Receives what upload links allow: wholly, or not at all. */
@Component
public class UploadReceiver {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final FolderStore store;

	private final WorkFolder work;

	private final UploadLinks links;

	/** Otherwise one link would fill the disc, sent many times at once. */
	private final Set<Long> coming = ConcurrentHashMap.newKeySet();

	UploadReceiver(JdbcClient jdbc, TransactionTemplate transaction, FolderStore store, WorkFolder work,
			UploadLinks links) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.store = store;
		this.work = work;
		this.links = links;
	}

	/**
	 * Takes the file that a link allows.
	 *
	 * @param type what the sender says that it is
	 * @throws Problem 403 {@code bad-link}, {@code link-expired} or {@code link-used}; 422 if type or size are not as signed;
	 *         409 {@code being-sent}
	 */
	public void receive(Link link, @Nullable String type, long length, InputStream body) throws IOException {
		links.check(link);
		if (!link.type().equals(type)) {
			throw Problem.of(422, "not-as-signed");
		}
		if (length >= 0 && length != link.size()) {
			throw Problem.of(422, "not-as-signed");
		}
		if (!isAwaited(link.id())) {
			throw Problem.forbidden("link-used");
		}
		store(link.id(), link.size(), body);
	}

	private boolean isAwaited(long id) {
		return jdbc.sql("select exists (select 1 from media where id = :id and received_at is null)").param("id", id)
				.query(Boolean.class).single();
	}

	/** Stores exactly so many bytes for a picture that is awaited. */
	void store(long id, int size, InputStream body) throws IOException {
		if (!coming.add(id)) {
			throw Problem.conflict("being-sent");
		}
		try {
			var part = receive(size, body);
			try {
				transaction.executeWithoutResult(status -> take(id, part));
			}
			finally {
				Files.deleteIfExists(part);
			}
		}
		finally {
			coming.remove(id);
		}
	}

	/** Receives exactly so many bytes, to be removed by the caller. */
	Path receive(int size, InputStream body) throws IOException {
		// a slow line keeps nobody else waiting
		RequestMemory.letGo();
		RequestThreads.lasts();
		var part = work.file();
		try {
			copy(body, size, part);
			return part;
		}
		catch (IOException | RuntimeException e) {
			Files.deleteIfExists(part);
			throw e;
		}
	}

	private static void copy(InputStream body, int size, Path part) throws IOException {
		try (var out = Files.newOutputStream(part)) {
			var buffer = new byte[8192];
			var total = 0;
			for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
				total += read;
				if (total > size) {
					throw Problem.of(422, "not-as-signed");
				}
				out.write(buffer, 0, read);
			}
			if (total < size) {
				throw Problem.of(422, "not-as-signed");
			}
		}
	}

	private void take(long id, Path part) {
		if (jdbc.sql("update media set received_at = now() where id = :id and received_at is null").param("id", id)
				.update() == 0) {
			throw Problem.forbidden("link-used");
		}
		try {
			store.take(id, part);
		}
		catch (IOException e) {
			throw new IllegalStateException("a picture that was sent cannot be kept", e);
		}
	}
}
