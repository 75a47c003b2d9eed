package dev.madang.recommendation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.madang.platform.archive.ArchiveLine;
import dev.madang.recommendation.model.CoEngagement;
import dev.madang.recommendation.model.Likeness;
import dev.madang.recommendation.model.Ranking;
import dev.madang.recommendation.model.Timeliness;

/**
 * Recommends items from an archive alone, so that the quality can be scored by whoever kept something back from it. The
 * same archive and users give the same file.
 */
public final class Evaluation {

	/** An item with fewer reviews says too little of what else its reviewers like. */
	private static final int LEAST_REVIEWS = 10;

	private static final int MOST_ITEMS = 10_000;

	private static final int EACH = 20;

	private Evaluation() {
	}

	/**
	 * Writes for each user of a file, in its order, a line: the reference, a tab, and those of twenty items that they have
	 * no post on, with commas, the best first. Who is not in the archive is given what is current.
	 *
	 * @throws IOException with one line for whoever called it, if a file cannot be read or written, or is not what it should be
	 */
	public static void write(Path train, Path users, Path out, Progress progress) throws IOException {
		var refs = users(users);
		try (var writer = Files.newBufferedWriter(out)) {
			var archive = read(train, progress);
			var items = archive.items().size();
			var starts = archive.engagements().starts(archive.members().size());
			var all = archive.engagements().sorted(archive.members().size());
			progress.at("comparing words", 0);
			var alike = Likeness.of(archive.vocabulary(), items);
			var together = CoEngagement.of(all, starts, items, LEAST_REVIEWS, MOST_ITEMS, CoEngagement.REGULARISATION,
					part -> progress.at("learning", part));
			var ranking = new Ranking(together, alike, new Timeliness(all, items), items);
			var written = 0;
			for (var ref : refs) {
				var member = archive.members().getOrDefault(ref, -1);
				var best = ranking.best(all, member < 0 ? 0 : starts[member], member < 0 ? 0 : starts[member + 1], EACH);
				var line = new StringBuilder(ref).append('\t');
				for (int i = 0; i < best.length; i++) {
					line.append(i == 0 ? "" : ",").append(archive.items().get(best[i]));
				}
				writer.append(line).append('\n');
				progress.at("recommending", (double) ++written / refs.size());
			}
		}
	}

	private static TrainingArchive read(Path train, Progress progress) throws IOException {
		try {
			return TrainingArchive.read(train, new KoreanWords(), progress);
		}
		catch (ArchiveLine.Bad bad) {
			throw new IOException(train + ", " + bad.getMessage(), bad);
		}
	}

	private static List<String> users(Path file) throws IOException {
		try {
			return Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
		}
		catch (MalformedInputException e) {
			throw new IOException(file + " is not UTF-8", e);
		}
	}
}
