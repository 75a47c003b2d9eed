package dev.madang.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.madang.home.ServeLock;
import dev.madang.home.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "db", description = "Lists, applies and undoes the migrations of the database schema.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "info|migrate|undo|new")
class DbCommand {

	@Spec
	private CommandSpec spec;

	@Command(mixinStandardHelpOptions = true, description = "Lists the migrations and shows which are applied.")
	int info(@Mixin HomeOptions options) {
		try (var run = Run.over(options.open())) {
			for (var step : new Migrations(run.database()).info()) {
				out().printf("%s  %-20s %s%n", step.getVersion(), step.getDescription(), step.getState().getDisplayName());
			}
		}
		return 0;
	}

	@Command(mixinStandardHelpOptions = true, description = "Applies all pending migrations. Starting the server does the same.")
	int migrate(@Mixin HomeOptions options) {
		try (var run = Run.over(options.open())) {
			run.requireKnownSchema();
			out().println(new Migrations(run.database()).migrate() + " migrations applied.");
		}
		return 0;
	}

	@Command(mixinStandardHelpOptions = true, description = "Undoes the latest migration. The data in its tables and columns is deleted.")
	int undo(@Mixin HomeOptions options) {
		var home = options.open();
		if (ServeLock.holder(home).isPresent()) {
			throw new StartFailure("A server is using this database. Stop it first with 'bin/madang stop'.");
		}
		try (var run = Run.over(home)) {
			out().println(new Migrations(run.database()).undo() + " undone.");
		}
		return 0;
	}

	@Command(mixinStandardHelpOptions = true, name = "new", description = "Creates an empty migration and its undo script, for developers.")
	int create(@Parameters(paramLabel = "NAME", description = "The name of the migration, such as chat.") String name)
			throws IOException {
		var scripts = Path.of("src/main/resources/db");
		if (!Files.isDirectory(scripts) || !name.matches("[a-z][a-z0-9_]*")) {
			throw new StartFailure(
					"Run 'db new' in the source tree, with a name of lowercase letters, digits and underscores.");
		}
		var number = "%03d".formatted(Migrations.newest() + 1);
		out().println(Files.createFile(scripts.resolve("migration/V" + number + "__" + name + ".sql")));
		out().println(Files.createFile(scripts.resolve("undo/U" + number + "__" + name + ".sql")));
		return 0;
	}

	private PrintWriter out() {
		return spec.commandLine().getOut();
	}
}
