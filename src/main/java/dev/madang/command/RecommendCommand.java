package dev.madang.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.madang.home.StartFailure;
import dev.madang.recommendation.Evaluation;
import dev.madang.recommendation.ModelBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "recommend", mixinStandardHelpOptions = true, description = "Builds and measures the recommendations.")
class RecommendCommand implements Runnable {

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		spec.commandLine().usage(spec.commandLine().getOut());
	}

	@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Recommends 20 items to each user from an archive alone, so that others can score it. Needs no home.")
	int evaluate(
			@Option(names = "--train", paramLabel = "FILE", required = true, description = "The archive to learn from.") Path train,
			@Option(names = "--users", paramLabel = "FILE", required = true, description = "For whom: one ref a line.") Path users,
			@Option(names = "--out", paramLabel = "TSV", required = true, description = "Where to write: ref, tab, item refs with commas.") Path out) {
		for (var file : new Path[]{ train, users }) {
			if (!Files.isReadable(file) || Files.isDirectory(file)) {
				throw new StartFailure(file + " cannot be read.");
			}
		}
		try (var steps = new StepBar(spec.commandLine().getOut())) {
			Evaluation.write(train, users, out, steps::show);
		}
		catch (NoSuchFileException e) {
			throw new StartFailure(e.getFile() + " cannot be written: there is no such directory.", e);
		}
		catch (IOException e) {
			throw new StartFailure(e.getMessage() + ".", e);
		}
		return 0;
	}

	@Command(name = "build", mixinStandardHelpOptions = true, description = "Builds the model anew, while the server runs or not. The server does the same every night.")
	int build(@Mixin HomeOptions options) {
		try (var run = Run.over(options.open()); var steps = new StepBar(spec.commandLine().getOut())) {
			if (!run.quietly().getBean(ModelBuild.class).run(steps::show)) {
				throw new StartFailure("The recommendations are being built already.");
			}
		}
		catch (IOException e) {
			throw new StartFailure(e.getMessage() + ".", e);
		}
		return 0;
	}
}
