package dev.madang.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.madang.home.StartFailure;
import dev.madang.member.Admins;
import dev.madang.member.SignUp;
import dev.madang.platform.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "admin", description = "Creates an admin account, or sets the password of an admin.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "create|password")
class AdminCommand {

	@Spec
	private CommandSpec spec;

	@Command(mixinStandardHelpOptions = true, description = "Creates an admin account. A member with this handle and email address becomes an admin and keeps the password.")
	int create(@Mixin HomeOptions options,
			@Parameters(paramLabel = "HANDLE", description = "The handle of the admin.") String handle,
			@Parameters(paramLabel = "EMAIL", description = "The email address of the admin.") String email)
			throws IOException {
		try (var run = Run.over(options.open())) {
			var context = run.quietly();
			if (context.getBean(Admins.class).promote(handle, email)) {
				say("@" + handle + " is now an admin.");
				return 0;
			}
			var form = SignUp.Form.of(handle, handle, email, password(), "ko");
			say("@" + context.getBean(SignUp.class).signUpByOperator(form, Role.ADMIN) + " is now an admin.");
		}
		return 0;
	}

	@Command(mixinStandardHelpOptions = true, description = "Sets the password of an admin and signs the admin out on all devices.")
	int password(@Mixin HomeOptions options,
			@Parameters(paramLabel = "HANDLE", description = "The handle of the admin.") String handle) throws IOException {
		try (var run = Run.over(options.open())) {
			run.quietly().getBean(Admins.class).changePassword(handle, password());
			say("The password of @" + handle + " was changed.");
		}
		return 0;
	}

	/** Asked for where there is a terminal, otherwise the first line of the input. */
	private static String password() throws IOException {
		var console = System.console();
		if (console != null && console.isTerminal()) {
			var first = console.readPassword("Password: ");
			var second = console.readPassword("Repeat password: ");
			if (first == null || second == null || !Arrays.equals(first, second)) {
				throw new StartFailure("The passwords do not match. Nothing was changed.");
			}
			return new String(first);
		}
		var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
		if (line == null) {
			throw new StartFailure("No password on standard input. Nothing was changed.");
		}
		return line;
	}

	private void say(String line) {
		spec.commandLine().getOut().println(line);
	}
}
