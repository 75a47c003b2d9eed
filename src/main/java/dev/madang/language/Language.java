package dev.madang.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.platform.Sha256;
import dev.madang.platform.ClusterSignals;
import org.springframework.stereotype.Component;

/** The analysis that holds now: Madang's own words and those of the community. */
@Component
public class Language {

	/** Counts changes of the analysis itself, so that what was made with an earlier one is made again. */
	private static final int EDITION = 2;

	private static final int LONGEST_VARIANT = 6;

	private record State(Korean korean, Map<String, Set<String>> variants, String fingerprint) {
	}

	private final CommunityWords words;

	private volatile State state;

	Language(CommunityWords words, ClusterSignals signals) {
		this.words = words;
		state = read(words.all());
		signals.on("word", word -> reload());
	}

	public Korean korean() {
		return state.korean;
	}

	/** Names the analysis: with another name, other terms may come out of the same text. */
	public String fingerprint() {
		return state.fingerprint;
	}

	/**
	 * The other ways of writing a word.
	 *
	 * @param word a noun as it stands, or a predicate as its stem and 다
	 * @param surface the word and what follows it in the query, of which a variant may be the beginning (조아 of 조아요)
	 */
	public Set<String> variants(String word, String surface) {
		var found = new LinkedHashSet<String>(state.variants.getOrDefault(word, Set.of()));
		if (found.isEmpty()) {
			for (int length = Math.min(surface.length(), LONGEST_VARIANT); length >= 2 && found.isEmpty(); length--) {
				found.addAll(state.variants.getOrDefault(surface.substring(0, length), Set.of()));
			}
		}
		found.remove(word);
		return found;
	}

	/** How a word may have been meant if it is misspelled, from rules: most of these are no words at all. */
	public Set<String> spellings(String word) {
		return Spellings.of(word);
	}

	void reload() {
		state = read(words.all());
	}

	private static State read(List<CommunityWord> words) {
		var groups = new ArrayList<List<String>>();
		var variants = new HashMap<String, Set<String>>();
		for (var line : BroughtWords.VARIANTS) {
			var right = line.indexOf(">");
			if (right < 0) {
				groups.add(line);
			}
			else {
				line.subList(0, right).forEach(form -> variants.put(form, Set.copyOf(line.subList(right + 1, line.size()))));
			}
		}
		for (var word : words) {
			if (!word.variants().isEmpty()) {
				var group = new ArrayList<String>(List.of(word.word()));
				group.addAll(word.variants());
				groups.add(group);
			}
		}
		groups.forEach(group -> group.forEach(form -> variants.put(form, new LinkedHashSet<>(group))));
		var lines = new ArrayList<String>(BroughtWords.LINES);
		words.forEach(word -> lines.add(word.line()));
		return new State(new Korean(words), variants,
				EDITION + "-" + HexFormat.of().formatHex(Sha256.of(String.join("\n", lines)), 0, 6));
	}
}
