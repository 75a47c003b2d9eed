package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

import dev.madang.home.Database;
import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The one PostgreSQL of a test run: the program's own, with a fresh data directory. Its programs stay unpacked. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Path HOME = Path.of("target/test-home");

	private static final Database DATABASE = start();

	private static Database start() {
		try {
			delete(HOME.resolve("pg/data"));
			var postgres = EmbeddedPostgres.join(Home.open(HOME));
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				try {
					postgres.close();
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}));
			return postgres.database();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	public static Database database() {
		return DATABASE;
	}

	public static void delete(Path root) throws IOException {
		if (Files.exists(root)) {
			try (var paths = Files.walk(root)) {
				for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(path);
				}
			}
		}
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.getEnvironment().getPropertySources()
				.addFirst(new MapPropertySource("test-database",
						Map.of("spring.datasource.url", DATABASE.url(), "spring.datasource.username", DATABASE.user(),
								"spring.datasource.password", DATABASE.password(), "madang.url", "http://localhost:8080",
								"madang.limits.enabled", "false", "logging.level.madang.request", "WARN")));
	}
}
