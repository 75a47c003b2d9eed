package dev.madang.home;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, which travel in the jar, unpacked once into the home. */
final class PostgresBinaries {

	static final int MAJOR = 18;

	/** The folder in the home bears it, so that a newer Madang unpacks its own. */
	private static final String VERSION = "18.6";

	private PostgresBinaries() {
	}

	static Path unpack(Path postgres) throws IOException {
		var target = postgres.resolve("postgresql-" + VERSION);
		if (Files.isExecutable(target.resolve("bin/postgres"))) {
			return target;
		}
		var archive = "/postgres-" + system() + "-" + architecture() + ".txz";
		var partial = postgres.resolve("postgresql-" + VERSION + ".new");
		deleteTree(partial);
		try (var stream = PostgresBinaries.class.getResourceAsStream(archive)) {
			if (stream == null) {
				throw new StartFailure("Madang has no PostgreSQL for " + System.getProperty("os.name") + " on "
						+ System.getProperty("os.arch") + ". Start your own and set madang.database.url.");
			}
			extract(new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(stream))), partial);
		}
		Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
		return target;
	}

	private static void extract(TarArchiveInputStream tar, Path target) throws IOException {
		try (tar) {
			for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				var path = target.resolve(entry.getName()).normalize();
				if (!path.startsWith(target)) {
					throw new IOException("entry outside of its archive: " + entry.getName());
				}
				if (entry.isDirectory()) {
					Files.createDirectories(path);
				}
				else if (entry.isSymbolicLink()) {
					Files.createDirectories(path.getParent());
					Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
				}
				else {
					Files.createDirectories(path.getParent());
					Files.copy(tar, path);
					if ((entry.getMode() & 0100) != 0) {
						Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
					}
				}
			}
		}
	}

	static void deleteTree(Path root) throws IOException {
		if (!Files.exists(root)) {
			return;
		}
		try (var paths = Files.walk(root)) {
			for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
				Files.delete(path);
			}
		}
	}

	private static String system() {
		return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
	}

	private static String architecture() {
		return switch (System.getProperty("os.arch")) {
			case "amd64", "x86_64" -> "x86_64";
			case "aarch64", "arm64" -> "arm_64";
			case String other -> other;
		};
	}
}
