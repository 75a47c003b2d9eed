package dev.madang.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The data directory. Everything that a community is made of lies below it; see {@code DESIGN.md} for the map. */
public record Home(Path path) {

	/**
	 * Opens a data directory and makes it, readable by its owner only, where it does not exist.
	 *
	 * @throws StartFailure if it cannot be made or written
	 */
	public static Home open(Path path) {
		var home = new Home(path.toAbsolutePath().normalize());
		try {
			if (!Files.isDirectory(home.path)) {
				Files.createDirectories(home.path);
				ownerOnly(home.path);
			}
			Files.delete(Files.createTempFile(home.path, ".writable", null));
		}
		catch (IOException e) {
			throw new StartFailure("The data directory " + home.path + " cannot be written. Choose another with --home DIR.",
					e);
		}
		return home;
	}

	public Path postgres() {
		return path.resolve("pg");
	}

	public Path settings() {
		return path.resolve("madang.yaml");
	}

	Path serveLock() {
		return path.resolve("serve.lock");
	}

	static void ownerOnly(Path path) throws IOException {
		if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
			Files.setPosixFilePermissions(path,
					PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
		}
	}
}
