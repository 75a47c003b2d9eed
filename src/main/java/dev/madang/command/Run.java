package dev.madang.command;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.madang.home.Database;
import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;
import dev.madang.home.ServeLock;
import dev.madang.home.StartFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One run of the program over a home: its database, embedded unless a setting names another, and the Spring context on
 * it. The database is left after the context, whether the run ends by itself or by a signal.
 */
final class Run implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Run.class);

	private final Home home;

	private final Optional<EmbeddedPostgres> embedded;

	private final Database database;

	private final ExecutorService watch = Executors
			.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("postgres-watch").factory());

	private volatile boolean closing;

	private @Nullable ConfigurableApplicationContext context;

	private Run(Home home) {
		this.home = home;
		Settings.requireShared(home);
		var external = Settings.externalDatabase(home);
		this.embedded = external.isPresent() ? Optional.empty() : Optional.of(EmbeddedPostgres.join(home));
		this.database = external.orElseGet(() -> embedded.orElseThrow().database());
	}

	static Run over(Home home) {
		var run = new Run(home);
		SpringApplication.getShutdownHandlers().add(run::close);
		return run;
	}

	Database database() {
		return database;
	}

	/** @throws StartFailure if the database cannot be reached, or a newer Madang has migrated it */
	void requireKnownSchema() {
		SchemaVersion.requireKnown(database,
				embedded.isPresent() ? "" : " (madang.database.url, madang.database.user and madang.database.password)");
	}

	/** Starts the application without its web server; what the command says of an engine is enough, and of how fast it is too. */
	ConfigurableApplicationContext quietly() {
		return start(WebApplicationType.NONE,
				Map.of("logging.level.root", "WARN", "logging.level.dev.madang.platform.engine", "ERROR",
						"logging.level.org.apache.lucene", "ERROR"));
	}

	ConfigurableApplicationContext start(WebApplicationType type, Map<String, Object> properties) {
		var all = new HashMap<String, Object>(properties);
		all.put("spring.datasource.url", database.url());
		all.put("spring.datasource.username", database.user());
		all.put("spring.datasource.password", database.password());
		all.computeIfAbsent("madang.url", name -> url());
		all.put("madang.home", home.path().toString());
		all.put("spring.config.additional-location",
				"optional:file:" + home.settings()
						+ Settings.secrets().map(folder -> ",configtree:" + folder + "/").orElse(""));
		requireKnownSchema();
		context = new SpringApplicationBuilder(CommandLineProgram.application()).web(type).bannerMode(Banner.Mode.OFF)
				.logStartupInfo(false).initializers(started -> started.getEnvironment().getPropertySources()
						.addFirst(new MapPropertySource("command line", all)))
				.properties(early(all)).run();
		return context;
	}

	/** What is read before the environment is complete. */
	private static Map<String, Object> early(Map<String, Object> all) {
		var early = new HashMap<>(all);
		early.keySet().removeIf(name -> !name.startsWith("spring.config.") && !name.startsWith("logging."));
		return early;
	}

	/** The address of the community: as set, or as the running server has it, or where it would be. */
	private String url() {
		var set = Settings.get(home, "madang.url");
		return set != null ? set : ServeLock.holder(home).map(ServeLock.Holder::url).orElse("http://localhost:8080");
	}

	/** Starts the embedded server again whenever it is gone: the pool finds it on the port that it had. */
	void keepDatabaseUp() {
		embedded.ifPresent(postgres -> watch.execute(() -> watchOver(postgres)));
	}

	private void watchOver(EmbeddedPostgres postgres) {
		while (!closing) {
			try {
				if (postgres.restartIfGone()) {
					LOG.warn("PostgreSQL had stopped and was restarted");
				}
			}
			catch (IOException | RuntimeException e) {
				LOG.error("PostgreSQL has stopped and cannot be restarted: {}", e.getMessage());
			}
			try {
				Thread.sleep(Duration.ofSeconds(1));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public void close() {
		closing = true;
		watch.shutdown();
		if (context != null && context.isActive()) {
			context.close();
		}
		embedded.ifPresent(postgres -> {
			try {
				postgres.close();
			}
			catch (IOException | StartFailure e) {
				LOG.error("The database could not be shut down cleanly: {}", e.getMessage());
			}
		});
	}
}
