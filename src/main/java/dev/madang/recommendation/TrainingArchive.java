package dev.madang.recommendation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.madang.platform.archive.ArchiveFile;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.recommendation.model.Engagements;
import dev.madang.recommendation.model.Vocabulary;
import tools.jackson.databind.json.JsonMapper;

/** What an archive tells about who reviewed what: read line by line, and of the texts only their words are kept. */
final class TrainingArchive {

	private static final int BATCH = 5_000;

	/** A rating from which on its author likes the item. */
	private static final int LIKED = 8;

	private record Review(ArchiveLine line, String author, String item, int day, boolean liked, Set<String> words) {
	}

	private final Map<String, Integer> members = new HashMap<>();

	private final Map<String, Integer> items = new HashMap<>();

	private final List<String> itemRefs = new ArrayList<>();

	private final Engagements engagements = new Engagements();

	private final Vocabulary vocabulary = new Vocabulary();

	private final ContentWords words;

	private TrainingArchive(ContentWords words) {
		this.words = words;
	}

	/** @throws IOException with the line, if one cannot be read */
	static TrainingArchive read(Path file, ContentWords words, Progress progress) throws IOException {
		var archive = new TrainingArchive(words);
		try (var lines = new ArchiveFile(file, JsonMapper.builder().build())) {
			for (var batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
				archive.add(batch);
				progress.at("reading", lines.progress());
			}
		}
		return archive;
	}

	private static List<ArchiveLine> next(ArchiveFile lines) throws IOException {
		return lines.next(BATCH, (line, reason) -> {
			throw bad(line, reason);
		});
	}

	private void add(List<ArchiveLine> batch) {
		var reviews = new ArrayList<ArchiveLine>();
		for (var line : batch) {
			switch (read(line, ArchiveLine::type)) {
				case "user" -> members.putIfAbsent(read(line, each -> each.ref().name()), members.size());
				case "item" -> {
					var ref = read(line, each -> each.ref().name());
					if (items.putIfAbsent(ref, items.size()) == null) {
						itemRefs.add(ref);
					}
				}
				case "post" -> reviews.add(line);
				default -> {
					// Nothing else says who likes which item.
				}
			}
		}
		reviews.parallelStream().filter(line -> line.has("item")).map(line -> read(line, this::review)).toList()
				.forEach(this::add);
	}

	private Review review(ArchiveLine line) {
		return new Review(line, line.ref("user", "author").name(), line.ref("item", "item").name(),
				(int) line.time("createdAt").atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay(),
				line.number("rating", 1, 10).orElse(0) >= LIKED, words.of(line.text("body", 0, 1 << 20)));
	}

	private void add(Review review) {
		var member = members.get(review.author());
		var item = items.get(review.item());
		if (member == null || item == null) {
			throw bad(review.line(), "refers to " + (member == null ? "user \"" + review.author() : "item \"" + review.item())
					+ "\", which no earlier line has");
		}
		engagements.add(member, item, review.day(), 1, review.liked());
		vocabulary.add(item, review.words());
	}

	private static <T> T read(ArchiveLine line, Function<ArchiveLine, T> reader) {
		try {
			return reader.apply(line);
		}
		catch (ArchiveLine.Bad bad) {
			throw bad(line, String.valueOf(bad.getMessage()));
		}
	}

	private static ArchiveLine.Bad bad(ArchiveLine line, String reason) {
		return new ArchiveLine.Bad("line " + line.number() + ": " + reason);
	}

	Map<String, Integer> members() {
		return members;
	}

	List<String> items() {
		return itemRefs;
	}

	Engagements engagements() {
		return engagements;
	}

	Vocabulary vocabulary() {
		return vocabulary;
	}
}
