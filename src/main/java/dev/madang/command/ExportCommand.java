package dev.madang.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.home.StartFailure;
import dev.madang.search.StoredVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "export", description = "Writes what other programs may want to a file.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "vectors")
class ExportCommand {

	@Spec
	private CommandSpec spec;

	@Command(mixinStandardHelpOptions = true, description = "Writes the vectors of the search index, a line of JSON each, with or without a running server.")
	int vectors(@Mixin HomeOptions options,
			@Option(names = "--out", paramLabel = "NDJSON", required = true, description = "The output file: kind, id and vector.") Path out) {
		var home = options.open();
		var file = out.toAbsolutePath();
		var folder = file.getParent();
		if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
			throw new StartFailure("The file " + out + " cannot be written: its directory does not exist, or it is one.");
		}
		try (var run = Run.over(home)) {
			var part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
			part.toFile().deleteOnExit();
			var written = write(run.quietly().getBean(StoredVectors.class), part);
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
			spec.commandLine().getOut().printf("%,d vectors are in %s.%n", written, out);
			return 0;
		}
		catch (IOException e) {
			throw new StartFailure(e.getMessage() + ".", e);
		}
	}

	private long write(StoredVectors vectors, Path part) throws IOException {
		var written = new AtomicLong();
		try (var bar = new ProgressBar(spec.commandLine().getOut()); var to = Files.newBufferedWriter(part)) {
			var isThere = vectors.each((kind, id, vector, progress) -> {
				line(to, kind, id, vector);
				bar.show(progress, written.incrementAndGet());
			});
			if (!isThere) {
				throw new StartFailure("There is no search index yet. The server builds it when it starts.");
			}
		}
		return written.get();
	}

	private static void line(BufferedWriter to, String kind, long id, byte[] vector) throws IOException {
		to.write("{\"kind\":\"" + kind + "\",\"id\":" + id + ",\"vector\":[");
		for (int i = 0; i < vector.length; i++) {
			to.write(i == 0 ? "" : ",");
			to.write(Integer.toString(vector[i]));
		}
		to.write("]}\n");
	}
}
