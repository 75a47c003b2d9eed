package dev.madang.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The place for files on this machine while they are received, made or looked at. */
@Component
public class WorkFolder {

	/** Nothing is sent, made, or waits to be completed for so long; what is older was left by a crash. */
	public static final Duration LEFT = Duration.ofHours(2);

	private final Path root;

	public WorkFolder(@Value("${madang.media.folder:${madang.home}/media}") Path media) {
		root = media.toAbsolutePath().normalize().resolve("work");
	}

	/** A new file. */
	public Path file() throws IOException {
		return Files.createTempFile(Files.createDirectories(root), "part", "");
	}

	/** A new folder. */
	public Path folder() throws IOException {
		return Files.createTempDirectory(Files.createDirectories(root), "made");
	}

	@Scheduled(fixedDelayString = "PT1H")
	void sweep() throws IOException {
		sweep(root);
	}

	static void sweep(Path folder) throws IOException {
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
