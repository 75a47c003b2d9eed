package dev.madang.search;

import java.util.ArrayList;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** Proposes another query where a word of one occurs nowhere. */
@Component
class Corrector {

	private final Engine engine;

	Corrector(Engine engine) {
		this.engine = engine;
	}

	/**
	 * @param seen where a word must occur that is proposed, so that nobody learns what is written in boards that are not
	 * theirs to read, or was there before it was hidden
	 */
	Optional<String> correct(Query query, Engine.Filter seen) {
		var words = new ArrayList<String>();
		var changed = false;
		for (var word : query.words()) {
			var typed = word.typed();
			var better = engine.frequency(typed) > 0 ? Optional.<String>empty() : engine.correction(typed);
			var proposed = better.filter(other -> engine.occurs(other, seen));
			changed |= proposed.isPresent();
			words.add(proposed.orElse(typed));
		}
		return changed ? Optional.of(String.join(" ", words)) : Optional.empty();
	}
}
