package dev.madang.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Pictures in the home: {@code incoming} has what was sent, {@code work} what is being made, {@code shown} what is served,
 * {@code hidden} what is not. Within a file system, a picture moves as one.
 */
@Component
class FolderStore implements MediaStore {

	/** Nothing is sent, made, or waits to be completed for so long; what is older was left by a crash. */
	private static final Duration LEFT = Duration.ofHours(2);

	private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{22}");

	private static final Pattern NAME = Pattern.compile("(thumb|feed|full)\\.(jpg|png)");

	private final Path root;

	private final UploadLinks links;

	FolderStore(@Value("${madang.media.folder:${madang.home}/media}") Path root, UploadLinks links) {
		this.root = root.toAbsolutePath().normalize();
		this.links = links;
	}

	@Override
	public Upload allow(long id, String contentType, int size) {
		return links.allow(id, contentType, size);
	}

	/** A new file to receive into. */
	Path part() throws IOException {
		return Files.createTempFile(Files.createDirectories(root.resolve("work")), "part", "");
	}

	/** Takes what was received completely. */
	void take(long id, Path part) throws IOException {
		Files.createDirectories(root.resolve("incoming"));
		Files.move(part, incoming(id), StandardCopyOption.ATOMIC_MOVE);
	}

	private Path incoming(long id) {
		return root.resolve("incoming").resolve(String.valueOf(id));
	}

	@Override
	public Optional<Path> received(long id) {
		return Optional.of(incoming(id)).filter(Files::isRegularFile);
	}

	@Override
	public void forget(long id) throws IOException {
		Files.deleteIfExists(incoming(id));
	}

	@Override
	public Path folder() throws IOException {
		return Files.createTempDirectory(Files.createDirectories(root.resolve("work")), "made");
	}

	@Override
	public void keep(String key, Path folder) throws IOException {
		Files.createDirectories(folder("shown", key));
		FileSystemUtils.deleteRecursively(place("shown", key));
		try (var made = Files.newDirectoryStream(folder)) {
			for (var file : made) {
				force(file);
			}
		}
		Files.move(folder, place("shown", key), StandardCopyOption.ATOMIC_MOVE);
		force(place("shown", key));
		force(folder("shown", key));
	}

	/** To the disc: what is acknowledged outlives a loss of power. */
	private static void force(Path path) throws IOException {
		try (var channel = FileChannel.open(path)) {
			channel.force(true);
		}
	}

	@Override
	public void hide(String key) throws IOException {
		move(key, "shown", "hidden");
	}

	@Override
	public void show(String key) throws IOException {
		move(key, "hidden", "shown");
	}

	@Override
	public void remove(String key) throws IOException {
		FileSystemUtils.deleteRecursively(place("shown", key));
		FileSystemUtils.deleteRecursively(place("hidden", key));
	}

	@Override
	public Optional<Path> find(String key, String name) {
		return find("shown", key, name);
	}

	@Override
	public Optional<Path> findHidden(String key, String name) {
		return find("hidden", key, name);
	}

	private Optional<Path> find(String state, String key, String name) {
		if (!KEY.matcher(key).matches() || !NAME.matcher(name).matches()) {
			return Optional.empty();
		}
		return Optional.of(place(state, key).resolve(name)).filter(Files::isRegularFile);
	}

	private Path place(String state, String key) {
		return folder(state, key).resolve(key);
	}

	/** A folder has no more entries than a file system likes. */
	private Path folder(String state, String key) {
		return root.resolve(state).resolve(key.substring(0, 2));
	}

	private void move(String key, String from, String to) throws IOException {
		Files.createDirectories(folder(to, key));
		try {
			Files.move(place(from, key), place(to, key), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException alreadyDone) {
			// moved before, or removed meanwhile: it is not where it must not be
		}
	}

	@Scheduled(fixedDelayString = "PT1H")
	void sweep() throws IOException {
		sweep(root.resolve("work"));
		sweep(root.resolve("incoming"));
	}

	private static void sweep(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return;
		}
		try (var left = Files.newDirectoryStream(folder)) {
			for (var path : left) {
				if (Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(LEFT))) {
					FileSystemUtils.deleteRecursively(path);
				}
			}
		}
	}
}
