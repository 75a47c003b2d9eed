package dev.madang.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The lock that one running server holds on its home. The file tells who holds it; that it holds it is told by the
 * operating system, so a crash leaves nothing to clean up.
 */
public final class ServeLock implements AutoCloseable {

	/** The process that serves a home, and the address of its pages. */
	public record Holder(long pid, String url) {
	}

	private final FileChannel channel;

	private ServeLock(FileChannel channel) {
		this.channel = channel;
	}

	/** @throws StartFailure if another server has this home */
	public static ServeLock take(Home home, String url) {
		try {
			var channel = FileChannel.open(home.serveLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (tryLock(channel) == null) {
				channel.close();
				var pid = holder(home).map(holder -> " (process " + holder.pid() + ")").orElse("");
				throw new StartFailure("Another Madang" + pid + " already serves " + home.path()
						+ ": stop it with 'bin/madang stop', or choose another --home.");
			}
			channel.truncate(0);
			channel.write(
					ByteBuffer.wrap((ProcessHandle.current().pid() + "\n" + url + "\n").getBytes(StandardCharsets.UTF_8)));
			channel.force(true);
			return new ServeLock(channel);
		}
		catch (IOException e) {
			throw new StartFailure("The lock " + home.serveLock() + " cannot be taken: " + e.getMessage(), e);
		}
	}

	/** Who serves this home at the moment, if anybody. */
	public static Optional<Holder> holder(Home home) {
		if (!Files.exists(home.serveLock())) {
			return Optional.empty();
		}
		try (var channel = FileChannel.open(home.serveLock(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			var lock = tryLock(channel);
			if (lock != null) {
				return Optional.empty();
			}
			var lines = Files.readAllLines(home.serveLock());
			return lines.size() < 2 ? Optional.empty() : Optional.of(new Holder(Long.parseLong(lines.get(0)), lines.get(1)));
		}
		catch (IOException e) {
			throw new StartFailure("The lock " + home.serveLock() + " cannot be read: " + e.getMessage(), e);
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException heldByThisProcess) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		channel.truncate(0);
		channel.close();
	}
}
