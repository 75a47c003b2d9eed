package dev.madang.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.madang.home.StartFailure;
import dev.madang.platform.archive.ArchiveFile;
import dev.madang.platform.archive.ArchiveLine;

/** Reads the next batch of an archive while the last one is stored. */
final class ReadAhead implements AutoCloseable {

	/** Some lines; those that cannot be read, with the reason; and how much of the file has been read, from 0 to 1. */
	record Read(List<ArchiveLine> lines, Map<ArchiveLine, String> refused, double progress) {

		boolean isEmpty() {
			return lines.isEmpty() && refused.isEmpty();
		}
	}

	private final ArchiveFile archive;

	private final int most;

	private final ExecutorService reader = Executors
			.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("archive").factory());

	private Future<Read> next;

	ReadAhead(ArchiveFile archive, int most) {
		this.archive = archive;
		this.most = most;
		this.next = reader.submit(this::read);
	}

	private Read read() throws IOException {
		var refused = new LinkedHashMap<ArchiveLine, String>();
		var lines = archive.next(most, refused::put);
		return new Read(lines, refused, archive.progress());
	}

	/** @throws IOException as {@link ArchiveFile#next} does, after all that comes before in the file was returned */
	Read next() throws IOException {
		try {
			var read = next.get();
			next = reader.submit(this::read);
			return read;
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof IOException unreadable) {
				throw unreadable;
			}
			throw new IllegalStateException(e.getCause());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new StartFailure("Interrupted while reading.", e);
		}
	}

	@Override
	public void close() throws IOException {
		reader.close();
		archive.close();
	}
}
