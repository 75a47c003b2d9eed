package dev.madang.recommendation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.madang.recommendation.model.Vocabulary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the texts of all posts once: their words go into a new index, and those about an item into the item's. */
@Component
class TextReading {

	private static final int BATCH = 2_000;

	private record Read(ModelSource.Text text, Set<String> words) {
	}

	private final ModelSource source;

	private final ModelFolder folder;

	private final ContentWords words;

	private final TransactionTemplate transaction;

	TextReading(ModelSource source, ModelFolder folder, ContentWords words, TransactionTemplate transaction) {
		this.source = source;
		this.folder = folder;
		this.words = words;
		this.transaction = transaction;
	}

	Vocabulary read(EngagedThings items, Progress progress) throws IOException {
		var vocabulary = new Vocabulary();
		var path = folder.begin();
		var whole = source.countTexts();
		try (var index = new WordIndex(path)) {
			transaction.executeWithoutResult(status -> {
				var batch = new ArrayList<ModelSource.Text>();
				var done = new long[1];
				source.texts(text -> {
					batch.add(text);
					if (batch.size() == BATCH) {
						add(batch, index, items, vocabulary);
						done[0] += batch.size();
						batch.clear();
						progress.at("words", (double) done[0] / whole);
					}
				});
				add(batch, index, items, vocabulary);
			});
		}
		folder.finish(path);
		return vocabulary;
	}

	private void add(List<ModelSource.Text> batch, WordIndex index, EngagedThings items, Vocabulary vocabulary) {
		var read = batch.parallelStream().map(text -> new Read(text, words.of(text.title().equals(text.body())
				? text.body()
				: text.title() + "\n" + text.body()))).toList();
		try {
			for (var each : read) {
				index.add(each.text().post(), each.words());
				if (each.text().item() != 0) {
					vocabulary.add(items.number(each.text().item()), each.words());
				}
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
