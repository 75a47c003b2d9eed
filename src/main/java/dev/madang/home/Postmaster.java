package dev.madang.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} says of a server: its process, its data directory and its port. */
record Postmaster(long pid, int port) {

	/** Reads the file of a data directory; nothing if there is none, or a half-written one, or its process is gone. */
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
		return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
				.map(process -> new Postmaster(pid, Integer.parseInt(lines.get(3).strip())));
	}
}
