package dev.madang.command;

import java.io.PrintWriter;
import java.util.concurrent.CompletionException;

import ch.qos.logback.classic.Level;
import dev.madang.home.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All commands of {@code bin/madang}. Without one, it serves. */
@Command(name = "madang", mixinStandardHelpOptions = true, version = "Madang 0.1.0", description = "A community platform that starts with one command.", subcommands = {
		ServeCommand.class, WorkerCommand.class,
		StatusCommand.class, StopCommand.class, ImportCommand.class, DbCommand.class, AdminCommand.class,
		DemoCommand.class, SearchCommand.class, RecommendCommand.class, MediaCommand.class, ExportCommand.class,
		AotCommand.class })
public final class CommandLineProgram implements Runnable {

	private static Class<?> application = CommandLineProgram.class;

	@Spec
	private CommandSpec spec;

	private CommandLineProgram() {
	}

	/** Runs the program to its end; returns only while it serves. */
	public static void run(Class<?> springApplication, String... arguments) {
		application = springApplication;
		if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
			root.setLevel(Level.WARN);
		}
		var line = new CommandLine(new CommandLineProgram()).setExecutionExceptionHandler(CommandLineProgram::explain);
		var exit = line.execute(arguments.length == 0 || arguments[0].startsWith("-") && !isHelp(arguments[0])
				? prepend("serve", arguments)
				: arguments);
		if (exit != ServeCommand.SERVING) {
			System.exit(exit);
		}
	}

	static Class<?> application() {
		return application;
	}

	@Override
	public void run() {
		spec.commandLine().usage(spec.commandLine().getOut());
	}

	private static boolean isHelp(String argument) {
		return argument.matches("-h|--help|-V|--version");
	}

	private static String[] prepend(String command, String[] arguments) {
		var all = new String[arguments.length + 1];
		all[0] = command;
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return all;
	}

	/** Whether a signal came, so that whatever failed failed because of it. */
	private static boolean isEnding() {
		try {
			var hook = new Thread();
			Runtime.getRuntime().addShutdownHook(hook);
			Runtime.getRuntime().removeShutdownHook(hook);
			return false;
		}
		catch (IllegalStateException shuttingDown) {
			return true;
		}
	}

	/** What an operator can mend is one line; everything else is a defect and shows where. */
	private static int explain(Exception thrown, CommandLine line, CommandLine.ParseResult parsed) {
		if (isEnding()) {
			return 130;
		}
		PrintWriter err = line.getErr();
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof StartFailure) {
				err.println("madang: " + cause.getMessage());
				return 1;
			}
		}
		var known = StartProblems.line(thrown instanceof CompletionException ? thrown.getCause() : thrown);
		if (known.isPresent()) {
			err.println("madang: " + known.get());
			return 1;
		}
		thrown.printStackTrace(err);
		return 70;
	}
}
