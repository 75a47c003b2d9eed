package dev.madang.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.madang.home.Database;
import dev.madang.home.Home;
import dev.madang.home.StartFailure;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.YAMLException;

/** The few settings that are needed before the application starts: environment first, then secrets, then the home's own file. */
final class Settings {

	/** As Spring has it. */
	private static final Set<String> ON = Set.of("true", "on", "yes", "1");

	private static final Set<String> OFF = Set.of("false", "off", "no", "0");

	private Settings() {
	}

	/** The PostgreSQL that the operator runs, if one is named. */
	static Optional<Database> externalDatabase(Home home) {
		var url = get(home, "madang.database.url");
		if (url == null) {
			return Optional.empty();
		}
		if (!url.startsWith("jdbc:postgresql:")) {
			throw new StartFailure("madang.database.url must start with jdbc:postgresql:, not " + url.split(":", 2)[0] + ".");
		}
		return Optional.of(new Database(url, Texts.orEmpty(get(home, "madang.database.user")),
				Texts.orEmpty(get(home, "madang.database.password"))));
	}

	/**
	 * What two nodes cannot each have for itself, and is needed before the application starts.
	 *
	 * @throws StartFailure with the setting that is missing, where {@code madang.cluster} is on
	 */
	static void requireShared(Home home) {
		if (!isOn(home, "madang.cluster", false)) {
			return;
		}
		if (get(home, "madang.database.url") == null) {
			throw new StartFailure(
					"madang.cluster is on, but the database is in the home of this node, where other nodes do not"
							+ " see it. Set madang.database.url.");
		}
		if (get(home, "madang.url") == null) {
			throw new StartFailure("madang.cluster is on, but each node would have the URL of its own port. Set madang.url.");
		}
	}

	/** @throws StartFailure where {@code madang.cluster} is not on */
	static void requireCluster(Home home, String what) {
		if (!isOn(home, "madang.cluster", false)) {
			throw new StartFailure(what + " is for several nodes on one database. Set madang.cluster=true on all of them.");
		}
	}

	/** What is neither on nor off is refused by the application. */
	static boolean isOn(Home home, String name, boolean otherwise) {
		var value = Texts.orEmpty(get(home, name)).strip().toLowerCase(Locale.ROOT);
		return ON.contains(value) || otherwise && !OFF.contains(value);
	}

	/** A folder in which each file is a setting: its name is the setting's, what it contains the value. */
	static Optional<Path> secrets() {
		var folder = outside("madang.secrets");
		if (folder == null) {
			return Optional.empty();
		}
		if (!Files.isDirectory(Path.of(folder))) {
			throw new StartFailure("madang.secrets names a folder that is not there: " + folder + ".");
		}
		return Optional.of(Path.of(folder).toAbsolutePath());
	}

	private static @Nullable String secret(String name) {
		var file = secrets().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
		try {
			return file.isPresent() ? Files.readString(file.get()).stripTrailing() : null;
		}
		catch (IOException e) {
			throw new StartFailure("The secret " + file.get() + " cannot be read: " + e.getMessage(), e);
		}
	}

	private static @Nullable String outside(String name) {
		var variable = System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""));
		return variable == null ? System.getProperty(name) : variable;
	}

	static @Nullable String get(Home home, String name) {
		var given = outside(name);
		if (given != null) {
			return given;
		}
		var secret = secret(name);
		if (secret != null) {
			return secret;
		}
		var file = new FileSystemResource(home.settings());
		if (!file.exists()) {
			return null;
		}
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("madang.yaml", file)) {
				var value = source.getProperty(name);
				if (value != null) {
					return value.toString();
				}
			}
			return null;
		}
		catch (IOException | YAMLException | IllegalStateException e) {
			throw new StartFailure("The settings in " + home.settings() + " cannot be read: "
					+ String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
		}
	}
}
