package dev.madang.command;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.util.Objects;

import dev.madang.home.ServeLock;
import dev.madang.home.StartFailure;
import dev.madang.media.MediaMove;
import dev.madang.media.MediaMove.Moved;
import dev.madang.platform.engine.EngineAway;
import dev.madang.platform.engine.Engines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "media", description = "Moves the pictures between the folder and the bucket of an S3 server.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "move")
class MediaCommand {

	@Spec
	private CommandSpec spec;

	@Command(mixinStandardHelpOptions = true, description = "Moves all pictures while no server is running. When it is interrupted, the next run continues.")
	int move(@Mixin HomeOptions options,
			@Option(names = "--to", paramLabel = "bucket|folder", required = true, description = "Where they are moved.") String to,
			@Option(names = "--delete-source", description = "Deletes each picture where it was when it has been moved and checked.") boolean deleteSource)
			throws IOException {
		if (!to.matches("bucket|folder")) {
			throw new StartFailure("--to must be bucket or folder, not " + to + ".");
		}
		var home = options.open();
		// so that no server starts meanwhile
		try (var _ = ServeLock.take(home, requireNonNullElse(Settings.get(home, "madang.url"), "http://localhost:8080"), "");
				var run = Run.over(home)) {
			var context = run.quietly();
			var move = context.getBean(MediaMove.class);
			if (!move.hasBucket()) {
				throw new StartFailure("There is no bucket. Set madang.s3.bucket.");
			}
			var moved = move(move, context.getBean(Engines.class), to, deleteSource);
			if (!moved.missing().isEmpty()) {
				throw new StartFailure(
						String.format("%,d pictures are in the %s, and %,d are in neither place, such as picture %d.",
								moved.there(), to, moved.missing().size(), moved.missing().getFirst()));
			}
			spec.commandLine().getOut().printf("%,d pictures are in the %s.%n", moved.there(), to);
			return 0;
		}
	}

	private Moved move(MediaMove move, Engines engines, String to, boolean deleteSource) {
		try (var steps = new StepBar(spec.commandLine().getOut())) {
			return move.run("bucket".equals(to), deleteSource,
					(done, total) -> steps.show("Pictures", total == 0 ? 1 : (double) done / total));
		}
		catch (EngineAway e) {
			throw unfinished(engines.all().stream().map(engine -> engine.status().trouble()).filter(Objects::nonNull)
					.findFirst().orElse(e.getMessage()), e);
		}
		catch (IOException e) {
			throw unfinished(e.getMessage(), e);
		}
	}

	private static StartFailure unfinished(@Nullable String why, Exception e) {
		return new StartFailure("Not all pictures are moved: " + String.valueOf(why).replaceFirst("^[\\w.]+Exception: ", "")
				+ ". Run the command again to continue.", e);
	}
}
