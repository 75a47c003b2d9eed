package dev.madang.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.madang.home.Home;
import dev.madang.home.ServeLock;
import dev.madang.home.StartFailure;
import dev.madang.member.SetupLink;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Starts the server (the default command).", mixinStandardHelpOptions = true)
class ServeCommand implements Callable<Integer> {

	/** Not an exit code: the program goes on in its other threads. */
	static final int SERVING = -1;

	/**
	 * Ends what a node that stands still has begun: its locks would hold up all others and the log. One that is cut off or gone is found
	 * out within a minute: the connections that it had would fill the database, once the node is back with others.
	 */
	private static final String ENDS_WITH_ITS_NODE = "set idle_in_transaction_session_timeout = '30s'; "
			+ "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3";

	@Mixin
	private HomeOptions options;

	@Option(names = "--host", paramLabel = "HOST", description = "The address to listen on (default: all; 127.0.0.1 for this machine only).")
	private String host;

	@Option(names = "--port", paramLabel = "N", description = "The port to listen on (default: 8080).")
	private Integer port;

	@Override
	public Integer call() {
		start(options.open(), host, port, context -> Optional.empty());
		return SERVING;
	}

	/**
	 * Serves a home until a signal comes, and prints where.
	 *
	 * @param prepare what is done first, and what is to be said about it
	 */
	static void start(Home home, @Nullable String host, @Nullable Integer port,
			Function<ApplicationContext, Optional<String>> prepare) {
		requirePort(port);
		var listening = port == null ? port(home) : port;
		var set = Settings.get(home, "madang.url");
		var url = set == null ? "http://localhost:" + listening : set;
		if (!Settings.isOn(home, "madang.worker", true)) {
			Settings.requireCluster(home, "madang.worker=off");
		}
		var context = run(home, url, local(home, host, listening), properties(host, listening, "node", url));
		greet(context, home, prepare.apply(context));
		AotCache.makeIfMissing();
	}

	/** Runs a server of any role on a home until a signal comes. */
	static ApplicationContext run(Home home, String url, String local, Map<String, Object> properties) {
		var lock = ServeLock.take(home, url, local);
		SpringApplication.getShutdownHandlers().add(() -> release(lock));
		var run = Run.over(home);
		var context = run.start(WebApplicationType.SERVLET, properties);
		run.keepDatabaseUp();
		return context;
	}

	static Map<String, Object> properties(@Nullable String host, int port, String role, String url) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("server.port", port);
		if (host != null) {
			properties.put("server.address", host);
		}
		properties.put("madang.url", url);
		properties.put("madang.role", role);
		properties.put("madang.schema", Migrations.newest());
		properties.put("spring.datasource.hikari.connection-init-sql", ENDS_WITH_ITS_NODE);
		return properties;
	}

	static String local(Home home, @Nullable String host, int port) {
		var address = host == null ? Settings.get(home, "server.address") : host;
		return "http://" + (address == null || "0.0.0.0".equals(address) ? "127.0.0.1" : address) + ":" + port;
	}

	static void requirePort(@Nullable Integer port) {
		if (port != null && (port < 1 || port > 65535)) {
			throw new StartFailure("--port must be from 1 to 65535, not " + port + ".");
		}
	}

	private static int port(Home home) {
		var port = Settings.get(home, "server.port");
		try {
			return port == null ? 8080 : Integer.parseInt(port);
		}
		catch (NumberFormatException e) {
			throw new StartFailure("The setting server.port must be a number, not " + port + ".");
		}
	}

	private static void greet(ApplicationContext context, Home home, Optional<String> more) {
		PrintStream out = System.out;
		out.println("Madang is running at " + context.getEnvironment().getProperty("madang.url") + " with the data directory "
				+ home.path());
		context.getBean(SetupLink.class).create()
				.ifPresent(link -> out.println(
						"There is no admin yet. Create the first admin account with this link, which works once: " + link));
		more.ifPresent(out::println);
	}

	private static void release(ServeLock lock) {
		try {
			lock.close();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
