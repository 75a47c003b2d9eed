package dev.madang.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Pictures in the home: {@code incoming} has what was sent, {@code shown} what is served, {@code hidden} what is not, and beside them
 * is the {@link WorkFolder}. Within a file system, a picture moves as one.
 */
@Component
class FolderStore implements MediaStore {

	private final Path root;

	private final UploadLinks links;

	private final WorkFolder work;

	FolderStore(@Value("${madang.media.folder:${madang.home}/media}") Path root, UploadLinks links, WorkFolder work) {
		this.root = root.toAbsolutePath().normalize();
		this.links = links;
		this.work = work;
	}

	@Override
	public Upload allow(long id, String contentType, int size) {
		return links.allow(id, contentType, size);
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
	public Optional<LocalFile> received(long id, int size) throws IOException {
		return Files.isRegularFile(incoming(id)) && Files.size(incoming(id)) == size
				? Optional.of(new LocalFile(incoming(id), false))
				: Optional.empty();
	}

	@Override
	public void forget(long id) throws IOException {
		Files.deleteIfExists(incoming(id));
	}

	@Override
	public Path folder() throws IOException {
		return work.folder();
	}

	@Override
	public void keep(String key, Path folder, boolean hidden) throws IOException {
		var state = hidden ? "hidden" : "shown";
		Files.createDirectories(folder(state, key));
		remove(key);
		try (var made = Files.newDirectoryStream(folder)) {
			for (var file : made) {
				force(file);
			}
		}
		Files.move(folder, place(state, key), StandardCopyOption.ATOMIC_MOVE);
		force(place(state, key));
		force(folder(state, key));
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
	public Optional<Served> find(String key, String name) {
		return find("shown", key, name).map(Served.OnDisk::new);
	}

	@Override
	public Optional<LocalFile> open(String key, String name) {
		return find("shown", key, name).or(() -> find("hidden", key, name)).map(path -> new LocalFile(path, false));
	}

	private Optional<Path> find(String state, String key, String name) {
		return MediaStore.isName(key, name)
				? Optional.of(place(state, key).resolve(name)).filter(Files::isRegularFile)
				: Optional.empty();
	}

	private Path place(String state, String key) {
		return folder(state, key).resolve(key);
	}

	/** A folder has no more entries than a file system likes. */
	private Path folder(String state, String key) {
		return root.resolve(state).resolve(key.substring(0, 2));
	}

	private void move(String key, String from, String to) throws IOException {
		if (Files.notExists(place(from, key))) {
			return;
		}
		Files.createDirectories(folder(to, key));
		try {
			Files.move(place(from, key), place(to, key), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException alreadyDone) {
			// moved before, or removed meanwhile: it is not where it must not be
		}
	}

	/** Whether it has never had a picture. */
	boolean isEmpty() {
		return Files.notExists(root.resolve("shown")) && Files.notExists(root.resolve("hidden"));
	}

	@Scheduled(fixedDelayString = "PT1H")
	void sweep() throws IOException {
		WorkFolder.sweep(root.resolve("incoming"));
	}
}
