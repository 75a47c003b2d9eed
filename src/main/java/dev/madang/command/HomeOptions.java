package dev.madang.command;

import java.nio.file.Path;

import dev.madang.home.Home;
import picocli.CommandLine.Option;

/** The option that every command has. */
class HomeOptions {

	@Option(names = "--home", paramLabel = "DIR", defaultValue = "${env:MADANG_HOME:-./data}", description = "The data directory (default: ${DEFAULT-VALUE}).")
	private Path path;

	Home open() {
		return Home.open(path);
	}
}
