package dev.madang.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.madang.archive.Import;
import dev.madang.home.StartFailure;
import dev.madang.platform.archive.ArchiveFile;
import dev.madang.platform.archive.ArchiveLine;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import dev.madang.home.Home;
import dev.madang.home.ServeLock;
import dev.madang.recommendation.ModelBuild;
import dev.madang.recommendation.Texts;
import dev.madang.search.Along;
import dev.madang.search.OwnBuild;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "import", mixinStandardHelpOptions = true, description = "Imports archives (NDJSON, plain or gzip). Lines that are already imported are skipped.")
class ImportCommand implements Callable<Integer> {

	/** So many lines are one transaction: enough for COPY to pay, few enough to be lost by an interruption. */
	private static final int BATCH = 5_000;

	@Mixin
	private HomeOptions options;

	@Parameters(paramLabel = "FILE", arity = "1..*", description = "The archives. List each after those that it refers to.")
	private List<Path> files;

	@Option(names = "--source", paramLabel = "NAME", description = "The name under which imported lines are recorded (default: the file name without .gz).")
	private @Nullable String source;

	@Option(names = "--skip-bad", description = "Skip lines that cannot be stored, and count them.")
	private boolean skipBad;

	@Option(names = "--merge-members", description = "Merge imported members with registered members of the same handle, except moderators and admins.")
	private boolean mergeMembers;

	@Spec
	private CommandSpec spec;

	private long skipped;

	@Override
	public Integer call() throws IOException {
		for (var file : files) {
			if (!Files.isReadable(file) || Files.isDirectory(file)) {
				throw new StartFailure("The file " + file + " cannot be read.");
			}
		}
		var home = options.open();
		try (var run = Run.over(home)) {
			var context = run.quietly();
			for (var file : files) {
				importFile(file, context.getBean(Import.class), context.getBean(JsonMapper.class));
			}
			context.getBean(Import.class).analyze();
			prepare(home, context);
		}
		return 0;
	}

	/** What a server would do with all of it, but beside its work: an index where there is none that fits, and with it the model. */
	private void prepare(Home home, ApplicationContext context) throws IOException {
		if (ServeLock.holder(home).isPresent()) {
			return;
		}
		try (var _ = ServeLock.take(home, context.getEnvironment().getRequiredProperty("madang.url"), "");
				var steps = new StepBar(out())) {
			var build = context.getBean(OwnBuild.class);
			var model = context.getBean(ModelBuild.class);
			if (build.isDue()
					&& !model.run(reader -> index(build, along(reader), steps), steps::show)) {
				index(build, Along.NOBODY, steps);
			}
		}
	}

	private static void index(OwnBuild build, Along along, StepBar steps) {
		if (!build.run(along, part -> steps.show("search index", part))) {
			throw new StartFailure(
					"All lines are stored, but the search index was not built, for the reason above. A server builds it "
							+ "when it starts.");
		}
	}

	private static Along along(Texts.Reader reader) {
		return (entry, morphemes) -> {
			if ("post".equals(entry.kind().word())) {
				reader.read(entry.id(), entry.title(), entry.body(), morphemes);
			}
		};
	}

	private void importFile(Path file, Import importing, JsonMapper mapper) throws IOException {
		var name = source != null ? source : String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
		if (name.isBlank() || name.length() > 200) {
			throw new StartFailure("--source must have 1 to 200 characters.");
		}
		out().println("Importing " + file + " as source " + name);
		var sourceId = importing.source(name);
		Map<String, Integer> stored = new HashMap<>();
		skipped = 0;
		try (var archive = new ReadAhead(new ArchiveFile(file, mapper), BATCH); var bar = new ProgressBar(out())) {
			for (var read = archive.next(); !read.isEmpty(); read = archive.next()) {
				read.refused().forEach((line, reason) -> refuse(file, line, reason));
				if (!read.lines().isEmpty()) {
					store(importing, sourceId, read.lines(), file)
							.forEach((type, count) -> stored.merge(type, count, Integer::sum));
					bar.show(read.progress(), read.lines().getLast().number());
				}
			}
		}
		catch (IOException e) {
			throw new StartFailure(file + ", " + e.getMessage() + ". Earlier batches are imported.", e);
		}
		var order = List.of("user", "category", "item", "post", "comment", "like");
		out().println("New: " + (stored.isEmpty()
				? "nothing"
				: String.join(", ",
						order.stream().filter(stored::containsKey).map(type -> stored.get(type) + " " + type).toList()))
				+ (skipped > 0 ? "; " + skipped + " lines skipped" : ""));
	}

	/** A live site may be in the way of a batch; then it is tried again, as nothing of it is stored. */
	private Map<String, Integer> store(Import importing, long sourceId, List<ArchiveLine> lines, Path file) {
		var before = skipped;
		for (int tries = 1;; tries++) {
			try {
				return importing.store(sourceId, lines, mergeMembers, (line, reason) -> refuse(file, line, reason));
			}
			catch (PessimisticLockingFailureException e) {
				skipped = before;
				if (tries == 5) {
					throw e;
				}
			}
		}
	}

	private void refuse(Path file, ArchiveLine line, String reason) {
		if (!skipBad) {
			throw new StartFailure(file + ", line " + line.number() + ": " + reason
					+ ". Its batch was not stored. Use --skip-bad to skip such lines.");
		}
		skipped++;
		if (skipped <= 20) {
			spec.commandLine().getErr().println("skipped: " + file + ", line " + line.number() + ": " + reason);
		}
	}

	private PrintWriter out() {
		return spec.commandLine().getOut();
	}
}
