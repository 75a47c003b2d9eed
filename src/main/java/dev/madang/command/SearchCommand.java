package dev.madang.command;

import java.time.Duration;

import dev.madang.home.ServeLock;
import dev.madang.home.StartFailure;
import dev.madang.search.Builds;
import dev.madang.search.Builds.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "search", description = "Rebuilds the search index.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "rebuild")
class SearchCommand {

	private static final Duration LOOK_EVERY = Duration.ofMillis(500);

	/** A server that has not begun by then does not listen. */
	private static final Duration BEGUN_WITHIN = Duration.ofMinutes(2);

	@Spec
	private CommandSpec spec;

	@Command(mixinStandardHelpOptions = true, description = "Rebuilds the index of the running server and shows the progress. Interrupting this command does not stop the build.")
	int rebuild(@Mixin HomeOptions options) throws InterruptedException {
		var home = options.open();
		if (ServeLock.holder(home).isEmpty()) {
			throw new StartFailure("No server is running on " + home.path() + ". It builds a missing index when it starts.");
		}
		try (var run = Run.over(home); var bar = new ProgressBar(spec.commandLine().getOut())) {
			var builds = run.quietly().getBean(Builds.class);
			var id = builds.ask();
			var asked = System.nanoTime();
			for (var progress = find(builds, id); !progress.finished(); progress = find(builds, id)) {
				if (!progress.started() && System.nanoTime() - asked > BEGUN_WITHIN.toNanos()) {
					throw new StartFailure("The server did not start the build within two minutes. See its log.");
				}
				bar.show(progress.total() == 0 ? 0 : (double) progress.done() / progress.total(), progress.done());
				Thread.sleep(LOOK_EVERY);
			}
			var end = find(builds, id);
			if (end.error() != null) {
				throw new StartFailure("The index could not be built: " + end.error());
			}
			bar.show(1, end.done());
		}
		return 0;
	}

	private static Progress find(Builds builds, long id) {
		return builds.progress(id).orElseThrow(() -> new StartFailure("The build is no longer recorded in the database."));
	}
}
