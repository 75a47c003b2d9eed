package dev.madang.command;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.madang.home.ServeLock;
import dev.madang.home.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "stop", description = "Stops the server after it has answered its current requests.", mixinStandardHelpOptions = true)
class StopCommand implements Callable<Integer> {

	@Mixin
	private HomeOptions options;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws InterruptedException, ExecutionException {
		var home = options.open();
		var holder = ServeLock.holder(home);
		var process = holder.flatMap(running -> ProcessHandle.of(running.pid()));
		if (process.isEmpty()) {
			spec.commandLine().getOut().println("No server is running on " + home.path());
			return 0;
		}
		process.get().destroy();
		try {
			process.get().onExit().get(60, TimeUnit.SECONDS);
		}
		catch (TimeoutException e) {
			throw new StartFailure("Process " + process.get().pid() + " did not stop within 60 s.", e);
		}
		spec.commandLine().getOut().println("The server on " + home.path() + " was stopped.");
		return 0;
	}
}
