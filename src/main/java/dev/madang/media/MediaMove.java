package dev.madang.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Moves all pictures between the folder and the bucket while nobody serves them. A picture counts as moved when what was read back
 * has the hashes of what was there; that it is moved is written down for each, so that the next run goes on with the others.
 */
@Component
public class MediaMove {

	/** Most of the time is spent waiting for the other server. */
	private static final int AT_ONCE = 8;

	private static final int BATCH = 64;

	/**
	 * How it ended.
	 *
	 * @param there how many pictures are where they were to be moved
	 * @param missing the ids of those of which a file is in neither place
	 */
	public record Moved(long there, List<Long> missing) {
	}

	private record Row(long id, String key, String format, boolean hidden) {

		List<String> names() {
			return Arrays.stream(Size.values()).map(size -> size.label + "." + format).toList();
		}
	}

	private final JdbcClient jdbc;

	private final MediaStore store;

	private final FolderStore folder;

	MediaMove(JdbcClient jdbc, MediaStore store, FolderStore folder) {
		this.jdbc = jdbc;
		this.store = store;
		this.folder = folder;
	}

	/** Whether there is a bucket to move from or to. */
	public boolean hasBucket() {
		return !store.equals(folder);
	}

	/**
	 * Moves what is not there yet.
	 *
	 * @param deleteSource whether each picture is deleted where it was, as soon as it is moved
	 * @param progress is told how many are there, of how many
	 * @throws IOException if a file cannot be moved, or is not the same there
	 */
	public Moved run(boolean toBucket, boolean deleteSource, BiConsumer<Long, Long> progress) throws IOException {
		var place = toBucket ? "bucket" : "folder";
		var total = jdbc.sql("select count(*) from media where ready_at is not null").query(Long.class).single();
		var left = jdbc.sql("select count(*) from media m where ready_at is not null and " + notAt()).param("place", place)
				.query(Long.class).single();
		var done = total - left;
		var missing = new ArrayList<Long>();
		var rows = next(place, 0);
		while (!rows.isEmpty()) {
			progress.accept(done, total);
			var batch = rows;
			missing.addAll(move(batch, toBucket, deleteSource));
			done += batch.size();
			rows = next(place, batch.getLast().id());
		}
		progress.accept(done, total);
		return new Moved(done - missing.size(), missing);
	}

	/** A picture that was hidden or shown since it was moved is moved again. */
	private static String notAt() {
		return "not exists (select 1 from media_move d where d.media_id = m.id and d.place = :place and d.hidden = m.hidden)";
	}

	private List<Row> next(String place, long after) {
		return jdbc.sql("select id, key, format, hidden from media m where ready_at is not null and id > :after and " + notAt()
				+ " order by id limit " + BATCH).param("after", after).param("place", place).query(Row.class).list();
	}

	/** Those that are in neither place. */
	private List<Long> move(List<Row> rows, boolean toBucket, boolean deleteSource) throws IOException {
		var missing = new ArrayList<Long>();
		try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
			var moves = rows.stream().map(row -> threads.submit((Callable<Boolean>) () -> move(row, toBucket, deleteSource)))
					.toList();
			try {
				for (var at = 0; at < rows.size(); at++) {
					if (!moves.get(at).get()) {
						missing.add(rows.get(at).id());
					}
				}
			}
			catch (ExecutionException e) {
				threads.shutdownNow();
				throw of(e.getCause() == null ? e : e.getCause());
			}
			catch (InterruptedException e) {
				threads.shutdownNow();
				Thread.currentThread().interrupt();
				throw new IOException("interrupted", e);
			}
		}
		return missing;
	}

	private static IOException of(Throwable thrown) {
		return switch (thrown) {
			case IOException io -> io;
			case RuntimeException defect -> throw defect;
			case Error defect -> throw defect;
			default -> new IOException(thrown);
		};
	}

	/** Returns whether it is there now. */
	private boolean move(Row row, boolean toBucket, boolean deleteSource) throws IOException {
		var from = toBucket ? folder : store;
		var to = toBucket ? store : folder;
		var made = store.folder();
		try {
			var hashes = copy(from, row, made);
			if (!hashes.isEmpty()) {
				to.keep(row.key(), made, row.hidden());
			}
			var there = hashes(to, row);
			if (hashes.isEmpty() && there.isEmpty()) {
				return false;
			}
			if (hashes.isEmpty()) {
				// moved before, and perhaps hidden since
				if (row.hidden()) {
					to.hide(row.key());
				}
				else {
					to.show(row.key());
				}
			}
			else if (!hashes.equals(there)) {
				throw new IOException("picture " + row.id() + " is not the same where it was moved");
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(made);
		}
		if (deleteSource) {
			from.remove(row.key());
		}
		var isStill = jdbc.sql("""
				insert into media_move (media_id, place, hidden) select id, :place, :hidden from media where id = :id
				on conflict (media_id) do update set place = excluded.place, hidden = excluded.hidden, moved_at = now()
				""").param("id", row.id()).param("place", toBucket ? "bucket" : "folder").param("hidden", row.hidden())
				.update() == 1;
		if (!isStill) {
			// removed meanwhile
			from.remove(row.key());
			to.remove(row.key());
		}
		return true;
	}

	/** The files' hashes; none if one of them is not there. */
	private static Map<String, String> copy(MediaStore from, Row row, Path into) throws IOException {
		for (var name : row.names()) {
			try (var file = from.open(row.key(), name).orElse(null)) {
				if (file == null) {
					return Map.of();
				}
				Files.copy(file.path(), into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		var hashes = new LinkedHashMap<String, String>();
		for (var name : row.names()) {
			hashes.put(name, sha256(into.resolve(name)));
		}
		return hashes;
	}

	private static Map<String, String> hashes(MediaStore at, Row row) throws IOException {
		var hashes = new LinkedHashMap<String, String>();
		for (var name : row.names()) {
			try (var file = at.open(row.key(), name).orElse(null)) {
				if (file == null) {
					return Map.of();
				}
				hashes.put(name, sha256(file.path()));
			}
		}
		return hashes;
	}

	static String sha256(Path file) throws IOException {
		try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
			in.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(in.getMessageDigest().digest());
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
