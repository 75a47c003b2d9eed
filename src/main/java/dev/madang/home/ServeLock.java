package dev.madang.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock that one running server holds on its home. The file tells who holds it; that it holds it is told by the
 * operating system, so a crash leaves nothing to clean up.
 */
public final class ServeLock implements AutoCloseable {

	/**
	 * The process that serves a home, and the address of its pages.
	 *
	 * @param local where it listens, for this machine; empty where it does not, as an import
	 */
	public record Holder(long pid, String url, String local) {
	}

	/** The locks that this process holds: opening and closing such a file would let go of its lock (POSIX). */
	private static final Map<Path, Holder> OWN = new ConcurrentHashMap<>();

	private final Path path;

	private final FileChannel channel;

	private ServeLock(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/** @throws StartFailure if another server has this home */
	public static ServeLock take(Home home, String url, String local) {
		var path = home.serveLock();
		var holder = new Holder(ProcessHandle.current().pid(), url, local);
		if (OWN.putIfAbsent(path, holder) != null) {
			throw inUse(home, holder);
		}
		try {
			var channel = FileChannel.open(home.serveLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (channel.tryLock() == null) {
				channel.close();
				OWN.remove(path);
				throw inUse(home, holder(home).orElse(holder));
			}
			channel.truncate(0);
			channel.write(ByteBuffer.wrap((holder.pid() + "\n" + url + "\n" + local + "\n").getBytes(StandardCharsets.UTF_8)));
			channel.force(true);
			return new ServeLock(path, channel);
		}
		catch (IOException e) {
			OWN.remove(path);
			throw new StartFailure("The lock " + home.serveLock() + " cannot be taken: " + e.getMessage(), e);
		}
	}

	/** Who serves this home at the moment, if anybody. */
	public static Optional<Holder> holder(Home home) {
		var own = OWN.get(home.serveLock());
		if (own != null) {
			return Optional.of(own);
		}
		if (!Files.exists(home.serveLock())) {
			return Optional.empty();
		}
		try (var channel = FileChannel.open(home.serveLock(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			if (channel.tryLock() != null) {
				return Optional.empty();
			}
			var lines = Files.readAllLines(home.serveLock());
			return lines.size() < 3
					? Optional.empty()
					: Optional.of(new Holder(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)));
		}
		catch (IOException e) {
			throw new StartFailure("The lock " + home.serveLock() + " cannot be read: " + e.getMessage(), e);
		}
	}

	private static StartFailure inUse(Home home, Holder holder) {
		return new StartFailure("A server (process " + holder.pid() + ") already serves " + home.path()
				+ ". Stop it with 'bin/madang stop', or choose another --home.");
	}

	@Override
	public void close() throws IOException {
		channel.truncate(0);
		channel.close();
		OWN.remove(path);
	}
}
