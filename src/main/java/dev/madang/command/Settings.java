package dev.madang.command;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import dev.madang.home.Database;
import dev.madang.home.Home;
import dev.madang.home.StartFailure;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.YAMLException;

/** The few settings that are needed before the application starts: environment first, then the home's own file. */
final class Settings {

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

	static @Nullable String get(Home home, String name) {
		var variable = System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""));
		if (variable != null) {
			return variable;
		}
		var property = System.getProperty(name);
		if (property != null) {
			return property;
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
