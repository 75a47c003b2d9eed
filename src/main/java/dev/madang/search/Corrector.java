package dev.madang.search;

import java.util.ArrayList;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** Proposes another query where a word of one occurs nowhere. */
@Component
class Corrector {

	/** Where something is found all the same, only a word is proposed that is in so many texts, */
	private static final int FREQUENT = 10;

	/** and in such a part of those that were found. */
	private static final int OF_FOUND = 1_000;

	private final Engine engine;

	Corrector(Engine engine) {
		this.engine = engine;
	}

	/**
	 * @param found how much is found by the pieces of the words as they are
	 * @param seen where a word must occur that is proposed, so that nobody learns what is written in boards that are not
	 * theirs to read, or was there before it was hidden
	 */
	Optional<String> correct(Query query, long found, Engine.Filter seen) {
		var least = found == 0 ? 1 : Math.max(FREQUENT, found / OF_FOUND);
		var words = new ArrayList<String>();
		var changed = false;
		for (var word : query.words()) {
			var typed = word.typed();
			var better = engine.frequency(typed) > 0 ? Optional.<String>empty() : engine.correction(typed);
			var proposed = better.filter(other -> engine.frequency(other) >= least && engine.occurs(other, seen));
			changed |= proposed.isPresent();
			words.add(proposed.orElse(typed));
		}
		return changed ? Optional.of(String.join(" ", words)) : Optional.empty();
	}
}
