package dev.madang.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.madang.home.Home;
import dev.madang.site.Demonstration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Starts a server with an example community, reachable from this machine only.", mixinStandardHelpOptions = true)
class DemoCommand implements Callable<Integer> {

	@Option(names = "--home", paramLabel = "DIR", defaultValue = "target/demo", description = "The data directory (default: ${DEFAULT-VALUE}). Nothing is added to one that has members.")
	private Path path;

	@Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The port to listen on (default: ${DEFAULT-VALUE}).")
	private int port;

	@Override
	public Integer call() {
		ServeCommand.start(Home.open(path), "127.0.0.1", port, context -> context.getBean(Demonstration.class).seed());
		return ServeCommand.SERVING;
	}
}
