package dev.madang.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be meant by what one has typed so far. */
@Component
public class Suggestions {

	private static final int SHOWN = 10;

	/** @param correction what may have been meant, or null */
	public record Suggested(List<Engine.Suggestion> items, @Nullable String correction) {
	}

	private final Engine engine;

	private final QueryReader reader;

	private final Corrector corrector;

	private final FoundRows rows;

	private final Categories categories;

	Suggestions(Engine engine, QueryReader reader, Corrector corrector, FoundRows rows, Categories categories) {
		this.engine = engine;
		this.reader = reader;
		this.corrector = corrector;
		this.rows = rows;
		this.categories = categories;
	}

	/** @throws Problem 400 if it is too long */
	public Suggested of(String typed, Viewer viewer) {
		var query = reader.read(typed);
		var tree = categories.tree();
		var among = tree.isReadableWhole(viewer)
				? Optional.<Long[]>empty()
				: Optional.of(tree.readable(viewer).stream().map(Category::id).toArray(Long[]::new));
		var hidden = new HashSet<>(Arrays.asList(tree.hidden(viewer)));
		var seen = Engine.Filter.of(among, tree.hidden(viewer));
		var items = new ArrayList<Engine.Suggestion>();
		for (var suggestion : engine.suggest(typed, SHOWN)) {
			var shown = switch (suggestion.type()) {
				case "user" -> !hidden.contains(suggestion.id());
				case "tag" -> among.isEmpty() || !rows.of(SearchKind.TAG, List.of(suggestion.id()), query, viewer).isEmpty();
				case "product" -> hidden.isEmpty()
						|| !rows.of(SearchKind.PRODUCT, List.of(suggestion.id()), query, viewer).isEmpty();
				case "word" -> engine.occurs(suggestion.text(), seen);
				default -> true;
			};
			if (shown) {
				items.add(suggestion);
			}
		}
		return new Suggested(items,
				items.isEmpty() && query.hasWords() ? corrector.correct(query, 0, seen).orElse(null) : null);
	}
}
