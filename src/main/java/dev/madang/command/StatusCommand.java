package dev.madang.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.Callable;

import dev.madang.home.ServeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Shows whether a server is running (exit code 0) or not (exit code 3).", mixinStandardHelpOptions = true)
class StatusCommand implements Callable<Integer> {

	private static final int NOT_READY = 4;

	private static final int MILLIS = 5_000;

	@Mixin
	private HomeOptions options;

	@Spec
	private CommandSpec spec;

	@Option(names = "--ready", description = "Asks the server whether it takes requests (exit code 4 if not): a health check without a shell.")
	private boolean ready;

	@Override
	public Integer call() throws IOException {
		var home = options.open();
		var holder = ServeLock.holder(home);
		if (ready && holder.isPresent() && !isReady(holder.get().local())) {
			spec.commandLine().getOut().println("The server on " + home.path() + " is not ready");
			return NOT_READY;
		}
		spec.commandLine().getOut().println(holder
				.map(running -> "Madang is running at " + running.url() + " as process " + running.pid())
				.orElse("No server is running on " + home.path()));
		return holder.isPresent() ? 0 : 3;
	}

	private static boolean isReady(String address) throws IOException {
		if (address.isEmpty()) {
			return false;
		}
		var connection = (HttpURLConnection) URI.create(address + "/health/readiness").toURL().openConnection();
		connection.setConnectTimeout(MILLIS);
		connection.setReadTimeout(MILLIS);
		try {
			return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
		}
		catch (ConnectException | SocketTimeoutException notThere) {
			return false;
		}
		finally {
			connection.disconnect();
		}
	}
}
