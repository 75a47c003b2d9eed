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

@Command(name = "recommend", mixinStandardHelpOptions = true, description = "Builds and evaluates recommendations.")
class RecommendCommand implements Runnable {

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		spec.commandLine().usage(spec.commandLine().getOut());
	}

	@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Writes 20 recommended items for each user of an archive to a file, for scoring. Needs no data directory.")
	int evaluate(
			@Option(names = "--train", paramLabel = "FILE", required = true, description = "The archive to train on.") Path train,
			@Option(names = "--users", paramLabel = "FILE", required = true, description = "A file with the ref of one user per line.") Path users,
			@Option(names = "--out", paramLabel = "TSV", required = true, description = "The output file: user ref, tab, item refs separated by commas.") Path out) {
		for (var file : new Path[]{ train, users }) {
			if (!Files.isReadable(file) || Files.isDirectory(file)) {
				throw new StartFailure("The file " + file + " cannot be read.");
			}
		}
		try (var steps = new StepBar(spec.commandLine().getOut())) {
			Evaluation.write(train, users, out, steps::show);
		}
		catch (NoSuchFileException e) {
			throw new StartFailure("The file " + e.getFile() + " cannot be written: its directory does not exist.", e);
		}
		catch (IOException e) {
			throw new StartFailure(e.getMessage() + ".", e);
		}
		return 0;
	}

	@Command(name = "build", mixinStandardHelpOptions = true, description = "Rebuilds the model, with or without a running server. The server does the same every night.")
	int build(@Mixin HomeOptions options) {
		try (var run = Run.over(options.open()); var steps = new StepBar(spec.commandLine().getOut())) {
			if (!run.quietly().getBean(ModelBuild.class).run(steps::show)) {
				throw new StartFailure("The recommendations are already being built.");
			}
		}
		catch (IOException e) {
			throw new StartFailure(e.getMessage() + ".", e);
		}
		return 0;
	}
}
