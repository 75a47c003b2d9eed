package dev.madang.search;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What may be meant by what one has typed so far. */
@Component
public class Suggestions {

	private static final int SHOWN = 10;

	/** The type of a suggestion that is no thing of any kind. */
	private static final String WORD = "word";

	/** @param correction what may have been meant, or null */
	public record Suggested(List<Proposed> items, @Nullable String correction) {
	}

	/** @param address where it leads */
	public record Proposed(Engine.Suggestion suggestion, String address) {
	}

	private final Engine engine;

	private final QueryReader reader;

	private final Corrector corrector;

	private final FoundRows rows;

	private final Narrowing narrowing;

	Suggestions(Engine engine, QueryReader reader, Corrector corrector, FoundRows rows, Narrowing narrowing) {
		this.engine = engine;
		this.reader = reader;
		this.corrector = corrector;
		this.rows = rows;
		this.narrowing = narrowing;
	}

	/** @throws Problem 400 if it is too long */
	public Suggested of(String typed, Viewer viewer) {
		QueryReader.check(typed);
		var seen = narrowing.seen(viewer);
		var suggested = engine.suggest(typed, seen, SHOWN);
		var visible = seen.isEverything() ? null : visible(suggested, viewer);
		var items = suggested.stream().filter(each -> WORD.equals(each.type()) || visible == null || visible.contains(each))
				.map(each -> new Proposed(each, address(each))).toList();
		return new Suggested(items, items.isEmpty() ? correction(typed, seen) : null);
	}

	private @Nullable String correction(String typed, Engine.Filter seen) {
		var query = reader.read(typed);
		return query.hasWords() ? corrector.correct(query, 0, seen).orElse(null) : null;
	}

	/** One statement a kind. */
	private Set<Engine.Suggestion> visible(List<Engine.Suggestion> suggested, Viewer viewer) {
		var byKind = suggested.stream().filter(each -> !WORD.equals(each.type()))
				.collect(Collectors.groupingBy(Engine.Suggestion::type));
		var visible = new HashSet<Engine.Suggestion>();
		byKind.forEach((type, some) -> {
			var found = rows.of(rows.kinds().of(type), some.stream().map(Engine.Suggestion::id).toList(), Query.NOTHING, viewer)
					.stream()
					.map(Found::id).collect(Collectors.toSet());
			some.stream().filter(each -> found.contains(each.id())).forEach(visible::add);
		});
		return visible;
	}

	private String address(Engine.Suggestion suggestion) {
		return WORD.equals(suggestion.type())
				? "/search?q=" + UriUtils.encode(suggestion.text(), StandardCharsets.UTF_8)
				: rows.kinds().get(rows.kinds().of(suggestion.type())).address(suggestion.text(), suggestion.id());
	}
}
