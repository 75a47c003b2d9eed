package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.madang.home.Database;
import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The one PostgreSQL of a test run: the program's own, with a fresh data directory. Its programs stay unpacked. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Path HOME = Path.of("target/test-home");

	/** Applications on one database, of which each keeps an index of its own. */
	private static final AtomicInteger CONTEXTS = new AtomicInteger();

	private static final Database DATABASE = start();

	private static Database start() {
		// what is waited for comes later on a machine that others use as well
		Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
		// a server that one test cuts off throws in a thread of its own, while another test waits
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
		try {
			delete(HOME.resolve("pg/data"));
			delete(HOME.resolve("mail"));
			delete(HOME.resolve("index"));
			delete(HOME.resolve("media"));
			var postgres = EmbeddedPostgres.join(Home.open(HOME));
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				try {
					postgres.close();
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}));
			forgetCrashes(postgres.database());
			return postgres.database();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Nothing of a run outlives it, so that no commit has to wait for the disk. */
	private static void forgetCrashes(Database database) {
		var jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
		jdbc.sql("alter system set fsync = off").update();
		jdbc.sql("select pg_reload_conf()").query().singleRow();
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

	/** The next port to try, below those that a system gives to connections and to who asks for any: nobody else takes it. */
	private static final AtomicInteger PORTS = new AtomicInteger(10_000 + (int) (ProcessHandle.current().pid() % 20_000));

	/** A port for later: nobody listens on it until whoever asked does. */
	public static int freePort() {
		while (true) {
			var port = PORTS.incrementAndGet();
			try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (BindException taken) {
				// the next one
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	/** A database of its own on the same server, for an application whose consumers must not meet the others'. */
	public static Map<String, Object> fresh(String name) {
		try {
			delete(HOME.resolve(name).resolve("index"));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		migrated(name);
		var settings = settings(url(name), HOME.resolve(name));
		settings.put("spring.datasource.hikari.maximum-pool-size", "8");
		return settings;
	}

	private static final String TEMPLATE = "migrated";

	/** A database of its own with all tables. */
	public static synchronized DriverManagerDataSource migrated(String name) {
		if (!exists(TEMPLATE)) {
			execute("create database " + TEMPLATE);
			migrate(at(TEMPLATE));
		}
		execute("create database " + name + " template " + TEMPLATE);
		return at(name);
	}

	private static DriverManagerDataSource at(String name) {
		return new DriverManagerDataSource(url(name), DATABASE.user(), DATABASE.password());
	}

	private static String url(String name) {
		return DATABASE.url().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
	}

	private static boolean exists(String name) {
		return JdbcClient.create(at("postgres")).sql("select exists (select 1 from pg_database where datname = :name)")
				.param("name", name).query(Boolean.class).single();
	}

	private static void execute(String sql) {
		JdbcClient.create(at("postgres")).sql(sql).update();
	}

	/** What every start does with its database. */
	public static void migrate(DataSource dataSource) {
		Flyway.configure().dataSource(dataSource).load().migrate();
	}

	private static Map<String, Object> settings(String url, Path home) {
		var settings = new HashMap<String, Object>();
		settings.put("spring.datasource.url", url);
		settings.put("spring.datasource.username", DATABASE.user());
		settings.put("spring.datasource.password", DATABASE.password());
		settings.put("spring.datasource.hikari.minimum-idle", "1");
		settings.put("spring.datasource.hikari.idle-timeout", "10000");
		settings.put("madang.home", home.toString());
		settings.put("madang.url", "http://localhost:8080");
		settings.put("madang.limits.enabled", "false");
		settings.put("logging.level.madang.request", "WARN");
		return settings;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		var settings = settings(DATABASE.url(), HOME);
		settings.put("madang.search.index",
				HOME.resolve("index").resolve(String.valueOf(CONTEXTS.incrementAndGet())).toString());
		settings.putAll(Issuer.OF_MOST.settings());
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-database", settings));
	}
}
