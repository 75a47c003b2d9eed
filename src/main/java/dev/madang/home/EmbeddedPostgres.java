package dev.madang.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The PostgreSQL of a home. Every process that uses it holds a shared lock; the last one to leave stops the server, so a
 * finished import never stops a live site. A server that a crash left running is adopted, but only after signing in to
 * it with this home's own password and finding it to serve this very directory.
 */
public final class EmbeddedPostgres implements AutoCloseable {

	private static final String USER = "madang";

	private final Path data;

	private final Path passwordFile;

	private final PostgresCommand command;

	private final Path log;

	private final FileChannel startLock;

	private final FileChannel usersLock;

	private FileLock using;

	private int port;

	private EmbeddedPostgres(Home home) throws IOException {
		var root = Files.createDirectories(home.postgres());
		Home.ownerOnly(root);
		this.data = root.resolve("data");
		this.passwordFile = root.resolve("password");
		this.log = root.resolve("postgres.log");
		this.startLock = lockFile(root.resolve("start.lock"));
		this.usersLock = lockFile(root.resolve("users.lock"));
		try (var _ = startLock.lock()) {
			var binaries = PostgresBinaries.unpack(root);
			this.command = new PostgresCommand(binaries, log);
			if (!Files.exists(data)) {
				command.requireUsableBy();
				initialise(root);
			}
			requireReadableVersion();
			this.port = adoptOrStart();
			this.using = usersLock.lock(0, 1, true);
		}
	}

	/**
	 * Starts or joins the server of this home.
	 *
	 * @throws StartFailure if it cannot run here, with what to do
	 */
	public static EmbeddedPostgres join(Home home) {
		try {
			return new EmbeddedPostgres(home);
		}
		catch (IOException e) {
			throw new StartFailure("The database of " + home.path() + " cannot be started: " + e.getMessage(), e);
		}
	}

	public Database database() {
		try {
			return new Database("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password());
		}
		catch (IOException e) {
			throw new StartFailure("The password of the database cannot be read: " + e.getMessage(), e);
		}
	}

	/**
	 * Starts the server again, on the port that it had, if it is gone: called at short intervals by a process that lives
	 * long.
	 *
	 * @return whether it had to be started
	 */
	public synchronized boolean restartIfGone() throws IOException {
		if (!startLock.isOpen() || Postmaster.of(data).isPresent()) {
			return false;
		}
		try (var _ = startLock.lock()) {
			if (Postmaster.of(data).isPresent()) {
				return false;
			}
			start(port);
			return true;
		}
	}

	private void initialise(Path root) throws IOException {
		var fresh = root.resolve("data.new");
		PostgresBinaries.deleteTree(fresh);
		var secret = new byte[24];
		new SecureRandom().nextBytes(secret);
		Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
		Home.ownerOnly(passwordFile);
		var exit = command.run(120, "initdb", "-D", fresh.toString(), "-U", USER, "--pwfile=" + passwordFile,
				"--auth=scram-sha-256", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
				"--locale=C.UTF-8", "--data-checksums");
		if (exit != 0) {
			throw new StartFailure("The database could not be initialised. See " + log + ".");
		}
		Files.writeString(fresh.resolve("postgresql.conf"), "include 'madang.conf'\n", StandardOpenOption.APPEND);
		Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Written at every start. Durable by PostgreSQL's own defaults; sized for a machine that it shares with the program. */
	private static final String SETTINGS = """
			listen_addresses = '127.0.0.1'
			unix_socket_directories = ''
			max_connections = 60
			shared_buffers = 256MB
			effective_cache_size = 1GB
			work_mem = 16MB
			maintenance_work_mem = 128MB
			max_wal_size = 2GB
			wal_compression = on
			random_page_cost = 1.1
			jit = off
			log_min_duration_statement = 1s
			timezone = 'UTC'
			log_timezone = 'UTC'
			""";

	private void requireReadableVersion() throws IOException {
		var version = Files.readString(data.resolve("PG_VERSION")).strip();
		if (!version.equals(String.valueOf(PostgresBinaries.MAJOR))) {
			throw new StartFailure("The database in " + data + " is of PostgreSQL " + version + ", but this Madang has "
					+ PostgresBinaries.MAJOR + ". Use the Madang that created it.");
		}
	}

	/** A running server may still be recovering and accept nobody yet, or be about to end. */
	private int adoptOrStart() throws IOException {
		var deadline = Instant.now().plus(Duration.ofSeconds(25));
		for (var running = Postmaster.of(data); running.isPresent(); running = Postmaster.of(data)) {
			if (isOurs(running.get().port())) {
				return running.get().port();
			}
			if (Instant.now().isAfter(deadline)) {
				throw new StartFailure("A PostgreSQL (process " + running.get().pid() + ") is running on " + data
						+ " and does not accept the password of this data directory. Stop it first.");
			}
			pause();
		}
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		start(port);
		return port;
	}

	/** Retries for a while: backends that a killed postmaster left behind hold its shared memory until they notice. */
	private void start(int onPort) throws IOException {
		Files.writeString(data.resolve("madang.conf"), SETTINGS);
		if (Postmaster.isReused(data)) {
			Files.delete(data.resolve("postmaster.pid"));
		}
		var deadline = Instant.now().plus(Duration.ofSeconds(25));
		while (command.run(120, "pg_ctl", "-D", data.toString(), "-l", log.toString(), "-w", "-t", "100", "-o",
				"-p " + onPort, "start") != 0) {
			if (Instant.now().isAfter(deadline)) {
				throw new StartFailure("PostgreSQL does not start. See the end of " + log + ".");
			}
			pause();
		}
		if (!isOurs(onPort)) {
			throw new StartFailure("PostgreSQL does not accept the password of this data directory. See " + log + ".");
		}
	}

	private boolean isOurs(int candidate) throws IOException {
		try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + candidate + "/postgres", USER,
				password());
				var statement = connection.createStatement();
				var rows = statement.executeQuery("show data_directory")) {
			return rows.next() && Files.isSameFile(Path.of(rows.getString(1)), data);
		}
		catch (SQLException refused) {
			return false;
		}
	}

	private String password() throws IOException {
		return Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
	}

	private static FileChannel lockFile(Path path) throws IOException {
		return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	private static void pause() {
		try {
			Thread.sleep(500);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new StartFailure("Interrupted while PostgreSQL was starting.", e);
		}
	}

	/** Leaves the server, and stops it if nobody else uses it. */
	@Override
	public synchronized void close() throws IOException {
		if (!startLock.isOpen()) {
			return;
		}
		try (startLock; usersLock; var _ = startLock.lock()) {
			using.release();
			if (usersLock.tryLock() != null) {
				command.run(60, "pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
			}
		}
	}
}
