package dev.madang.media;

import java.io.IOException;
import java.nio.file.Path;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.RequestThreads;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Makes of what was sent what is served. */
@Component
public class Completion {

	private record Sent(long ownerId, String contentType, int size, String key, boolean ready) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final MediaStore store;

	private final ProcessingQueue queue;

	private final ImageProcessor imageProcessor;

	private final Uploads uploads;

	private final ActivityLog log;

	Completion(JdbcClient jdbc, TransactionTemplate transaction, MediaStore store, ProcessingQueue queue,
			ImageProcessor imageProcessor,
			Uploads uploads, ActivityLog log) {
		this.queue = queue;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.store = store;
		this.imageProcessor = imageProcessor;
		this.uploads = uploads;
		this.log = log;
	}

	/**
	 * Makes the sizes of a picture that was sent; of one that is ready already, nothing. What is no picture is forgotten.
	 *
	 * @throws Problem 404 if it is not the viewer's, 409 {@code nothing-sent}, 422, 503
	 */
	public void complete(Viewer viewer, long id) throws IOException {
		var sent = sent(viewer, id);
		if (sent.ready()) {
			return;
		}
		// it may have to be fetched
		RequestMemory.letGo();
		RequestThreads.lasts();
		try (var file = store.received(id, sent.size()).orElse(null)) {
			complete(viewer, id, file == null ? null : file.path());
		}
		store.forget(id);
	}

	/** The same of a file on this machine; null if there is none. */
	void complete(Viewer viewer, long id, @Nullable Path file) throws IOException {
		queue.take(viewer.id(), () -> process(viewer, id, file));
	}

	private Sent sent(Viewer viewer, long id) {
		return jdbc.sql("""
				select owner_id, content_type, size, key, ready_at is not null as ready from media where id = :id
				""").param("id", id).query(Sent.class).optional().filter(sent -> viewer.is(sent.ownerId()))
				.orElseThrow(Problem::notFound);
	}

	/** Returns whether that was still to do when its turn came. */
	private boolean process(Viewer viewer, long id, @Nullable Path file) throws IOException {
		var sent = sent(viewer, id);
		if (sent.ready()) {
			return false;
		}
		if (file == null) {
			throw Problem.conflict("nothing-sent");
		}
		var folder = store.folder();
		try {
			keep(viewer, id, sent.key(), imageProcessor.process(file, sent.contentType(), folder), folder);
		}
		catch (Problem problem) {
			if (problem.status() == 422) {
				uploads.discard(id);
			}
			throw problem;
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
		return true;
	}

	/** The row first, and the files with its commit: of two at once, one stores. */
	private void keep(Viewer viewer, long id, String key, ImageProcessor.Renditions renditions, Path folder) {
		transaction.executeWithoutResult(status -> {
			var first = jdbc.sql("""
					update media set format = :format, width = :width, height = :height, bytes = :bytes,
					       received_at = coalesce(received_at, now()), ready_at = now(), unused_since = now()
					where id = :id and ready_at is null
					""").param("format", renditions.format()).param("width", renditions.width())
					.param("height", renditions.height()).param("bytes", renditions.bytes()).param("id", id).update() == 1;
			if (first) {
				log.append(viewer, Action.STORED, new Subject("media", id));
				keep(key, folder);
			}
		});
	}

	private void keep(String key, Path folder) {
		try {
			store.keep(key, folder, false);
		}
		catch (IOException e) {
			throw new IllegalStateException("a picture cannot be kept", e);
		}
	}
}
