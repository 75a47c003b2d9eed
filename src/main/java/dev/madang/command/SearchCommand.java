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

@Command(name = "search", description = "Builds the search index again.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "rebuild")
class SearchCommand {

	private static final Duration LOOK_EVERY = Duration.ofMillis(500);

	/** A server that has not begun by then does not listen. */
	private static final Duration BEGUN_WITHIN = Duration.ofMinutes(2);

	@Spec
	private CommandSpec spec;

	@Command(description = "Asks the running server to build its index again, and shows how it goes. The old one answers meanwhile; interrupting this command does not stop the build.")
	int rebuild(@Mixin HomeOptions options) throws InterruptedException {
		var home = options.open();
		if (ServeLock.holder(home).isEmpty()) {
			throw new StartFailure("No Madang runs on " + home.path() + "; the next one builds what is missing as it starts.");
		}
		try (var run = Run.over(home); var bar = new ProgressBar(spec.commandLine().getOut())) {
			var builds = run.quietly().getBean(Builds.class);
			var id = builds.ask();
			var asked = System.nanoTime();
			for (var progress = find(builds, id); !progress.finished(); progress = find(builds, id)) {
				if (!progress.started() && System.nanoTime() - asked > BEGUN_WITHIN.toNanos()) {
					throw new StartFailure("The server has not begun in two minutes; its log tells more.");
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
		return builds.progress(id).orElseThrow(() -> new StartFailure("The build was forgotten; its table is empty."));
	}
}
