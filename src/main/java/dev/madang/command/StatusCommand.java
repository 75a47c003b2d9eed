package dev.madang.command;

import java.util.concurrent.Callable;

import dev.madang.home.ServeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Shows whether a server is running (exit code 0) or not (exit code 3).", mixinStandardHelpOptions = true)
class StatusCommand implements Callable<Integer> {

	@Mixin
	private HomeOptions options;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() {
		var home = options.open();
		var holder = ServeLock.holder(home);
		spec.commandLine().getOut().println(holder
				.map(running -> "Madang is running at " + running.url() + " as process " + running.pid())
				.orElse("No server is running on " + home.path()));
		return holder.isPresent() ? 0 : 3;
	}
}
