package dev.madang.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace of their own, in
 * which they are nobody in particular.
 */
final class PostgresCommand {

	private final Path binaries;

	private final Path log;

	PostgresCommand(Path binaries, Path log) {
		this.binaries = binaries;
		this.log = log;
	}

	/** Runs to the end and returns the exit code; output goes to the log. */
	int run(int seconds, String program, String... arguments) throws IOException {
		var command = new ArrayList<String>();
		if (isRoot()) {
			command.addAll(List.of("unshare", "-U"));
		}
		command.add(binaries.resolve("bin").resolve(program).toString());
		command.addAll(List.of(arguments));
		var builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
		builder.environment().put("LC_ALL", "C.UTF-8");
		builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
		try {
			var process = builder.start();
			if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new StartFailure(program + " did not finish within " + seconds + " s. See " + log + ".");
			}
			return process.exitValue();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new StartFailure("Interrupted while " + program + " was running.", e);
		}
	}

	/** @throws StartFailure if PostgreSQL cannot be run by this user, with what to do about it */
	void requireUsableBy() throws IOException {
		if (run(20, "postgres", "--version") != 0) {
			throw new StartFailure(isRoot()
					? "PostgreSQL refuses to run as root, and this system blocks user namespaces (unshare -U). Run Madang as an ordinary user, or set madang.database.url."
					: "PostgreSQL does not run on this system (see " + log
							+ "). Start your own and set madang.database.url.");
		}
	}

	private static boolean isRoot() throws IOException {
		var self = Path.of("/proc/self");
		return Files.exists(self)
				? "root".equals(Files.getOwner(self).getName())
				: "root".equals(System.getProperty("user.name"));
	}
}
