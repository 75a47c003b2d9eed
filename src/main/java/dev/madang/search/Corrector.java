package dev.madang.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** Proposes another query where a word of one occurs nowhere. */
@Component
class Corrector {

	private final Engine engine;

	private final QueryReader reader;

	Corrector(Engine engine, QueryReader reader) {
		this.engine = engine;
		this.reader = reader;
	}

	/**
	 * @param categories among which a word must occur that is proposed, so that nobody learns words of boards that are not
	 * theirs to read; empty for all
	 */
	Optional<String> correct(Query query, Optional<Long[]> categories) {
		var words = new ArrayList<String>();
		var changed = false;
		for (var word : query.words()) {
			var typed = word.typed();
			var better = engine.frequency(typed) > 0 ? Optional.<String>empty() : engine.correction(typed);
			var proposed = better.filter(other -> occurs(other, categories));
			changed |= proposed.isPresent();
			words.add(proposed.orElse(typed));
		}
		return changed ? Optional.of(String.join(" ", words)) : Optional.empty();
	}

	boolean occurs(String word, Optional<Long[]> categories) {
		if (categories.isEmpty()) {
			return true;
		}
		var filter = new Engine.Filter(categories.get(), new Long[0], null, null, null, null);
		return List.of(Kind.POST, Kind.COMMENT).stream().anyMatch(kind -> engine.find(new Engine.Request(kind,
				reader.read(word), filter, Engine.Match.ALL, Engine.Sort.LATEST, false, List.of(), 1)).total() > 0);
	}
}
