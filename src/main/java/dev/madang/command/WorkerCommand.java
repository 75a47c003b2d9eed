package dev.madang.command;

import java.util.HashMap;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "worker", description = "Starts a worker: a node of a cluster that does background work and has no pages.", mixinStandardHelpOptions = true)
class WorkerCommand implements Callable<Integer> {

	@Mixin
	private HomeOptions options;

	@Option(names = "--host", paramLabel = "HOST", description = "The address to listen on (default: all; 127.0.0.1 for this machine only).")
	private String host;

	@Option(names = "--port", paramLabel = "N", defaultValue = "8081", description = "The port on which it says how it is, at /health and /metrics (default: ${DEFAULT-VALUE}).")
	private int port;

	/** Its home is one of its own: nothing but {@code serve.lock}, and files while they are worked on. */
	@Override
	public Integer call() {
		ServeCommand.requirePort(port);
		var home = options.open();
		Settings.requireCluster(home, "bin/madang worker");
		Settings.requireShared(home);
		var local = ServeCommand.local(home, host, port);
		var properties = new HashMap<>(
				ServeCommand.properties(host, port, "worker", String.valueOf(Settings.get(home, "madang.url"))));
		properties.put("madang.worker", true);
		ServeCommand.run(home, local, local, properties);
		System.out.println("A worker is running with the data directory " + home.path() + "; how it is: " + local + "/health");
		return ServeCommand.SERVING;
	}
}
