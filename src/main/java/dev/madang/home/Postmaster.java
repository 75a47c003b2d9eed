package dev.madang.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} says of a server: its process, its data directory and its port. */
record Postmaster(long pid, int port) {

	/** Reads the file of a data directory; nothing if there is none, or a half-written one, or its process is gone or no PostgreSQL. */
	static Optional<Postmaster> of(Path data) throws IOException {
		var file = data.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		var lines = Files.readAllLines(file);
		if (lines.size() < 4 || !lines.get(0).matches("\\d{1,10}") || !lines.get(3).matches("\\d{1,5}")) {
			return Optional.empty();
		}
		var pid = Long.parseLong(lines.get(0).strip());
		return ProcessHandle.of(pid).filter(process -> process.isAlive() && isPostgres(process))
				.map(process -> new Postmaster(pid, Integer.parseInt(lines.get(3).strip())));
	}

	/**
	 * Whether the file names a process that is known to be something else, which PostgreSQL would take for a running server.
	 * In any doubt it is not: the file also keeps a second server off what a killed one left running.
	 */
	static boolean isReused(Path data) throws IOException {
		var file = data.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return false;
		}
		var first = Files.readAllLines(file).stream().findFirst().orElse("");
		return first.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(first))
				.flatMap(process -> process.info().command()).filter(command -> !command.endsWith("/postgres")).isPresent();
	}

	/**
	 * A pid is given to somebody else after a restart of the machine, and one that was killed is there until its parent
	 * looks. Where the command is not told otherwise, it is believed.
	 */
	private static boolean isPostgres(ProcessHandle process) {
		return process.info().command().map(command -> command.endsWith("/postgres")).orElseGet(() -> !isZombie(process));
	}

	private static boolean isZombie(ProcessHandle process) {
		var stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
		try {
			return Files.exists(stat) && Files.readString(stat).contains(") Z ");
		}
		catch (IOException goneMeanwhile) {
			return true;
		}
	}
}
