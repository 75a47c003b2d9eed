package dev.madang.recommendation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Where in the home the words of posts lie: {@code model/words-N}, a folder a build, of which the greatest N counts. */
@Component
@EnableConfigurationProperties(ModelFolder.Place.class)
class ModelFolder {

	/** @param home the data directory, as {@code --home} or {@code MADANG_HOME} names it; a line in {@code madang.yaml} is too late */
	@ConfigurationProperties("madang")
	record Place(@DefaultValue("data") Path home) {
	}

	private static final String WORDS = "words-";

	private final Path folder;

	ModelFolder(Place place) {
		this.folder = place.home().resolve("model");
	}

	/** A folder that no reader takes for finished until {@link #finish}. */
	Path begin() throws IOException {
		Files.createDirectories(folder);
		return Files.createTempDirectory(folder, "new-");
	}

	/** Gives it to the readers, and removes what they do not need any more: all but the one that they may still have open. */
	void finish(Path fresh) throws IOException {
		Files.move(fresh, folder.resolve(WORDS + System.currentTimeMillis()));
		var old = finished();
		for (var each : old.subList(0, Math.max(0, old.size() - 2))) {
			delete(each);
		}
		try (var leftovers = Files.newDirectoryStream(folder, "new-*")) {
			for (var each : leftovers) {
				delete(each);
			}
		}
	}

	Optional<Path> latest() throws IOException {
		var all = finished();
		return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
	}

	/** Puts away what cannot be read, for whoever wants to know why. */
	Path setAside(Path broken) throws IOException {
		return Files.move(broken, folder.resolve("broken-" + broken.getFileName()));
	}

	private List<Path> finished() throws IOException {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (var all = Files.list(folder)) {
			return all.filter(path -> name(path).startsWith(WORDS))
					.sorted(Comparator.comparing(ModelFolder::name)).toList();
		}
	}

	private static String name(Path path) {
		return String.valueOf(path.getFileName());
	}

	static void delete(Path root) throws IOException {
		try (var paths = Files.walk(root)) {
			for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}
}
