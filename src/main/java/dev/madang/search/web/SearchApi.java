package dev.madang.search.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.page.CommunityZone;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.search.Answer;
import dev.madang.search.Engine;
import dev.madang.search.Found;
import dev.madang.search.SearchKinds;
import dev.madang.search.Search;
import dev.madang.search.SearchRequest;
import dev.madang.search.Suggestions;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Allow(Role.ANY)
@Tag(name = "Search")
class SearchApi {

	/** Seconds from 1970 to about the year 10,000: beyond it the index does not count. */
	private static final long FARTHEST = 253_402_300_800L;

	/** An id of 0 is none. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record SuggestionJson(String type, String text, @Nullable Long id) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record SuggestedJson(List<SuggestionJson> items, @Nullable String correction) {
	}

	record GroupJson(String type, long total, boolean totalIsAtLeast, List<Found> items, @Nullable String nextCursor) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record AnswerJson(List<GroupJson> groups, long tookMillis, Answer.Index index, @Nullable String correction,
			boolean relaxed) {
	}

	private final Search search;

	private final SearchKinds kinds;

	private final Suggestions suggestions;

	private final CommunityZone zone;

	SearchApi(Search search, Suggestions suggestions, CommunityZone zone, SearchKinds kinds) {
		this.kinds = kinds;
		this.search = search;
		this.suggestions = suggestions;
		this.zone = zone;
	}

	/**
	 * Finds things of all kinds, such as post, comment, item, user, tag and product.
	 *
	 * @param type some kinds, separated by commas; all without it.
	 * @param from an instant or a date, inclusive
	 * @param to an instant or a date, exclusive
	 * @param room the room in which messages are looked for; without it all that one is in
	 */
	@GetMapping("/api/v1/search")
	@CachedForGuests
	AnswerJson search(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String type,
			@RequestParam(required = false) @Nullable String category, @RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String author, @RequestParam(required = false) @Nullable String from,
			@RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable Long room,
			@RequestParam(defaultValue = "relevance") String sort,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		var paging = Paging.of(limit, cursor, null);
		var answer = search.find(new SearchRequest(q, kinds.parse(type), blankAsNone(category), blankAsNone(tag),
				blankAsNone(author), time(from), time(to), room, sort(sort), paging.cursor(), paging.limit()), viewer);
		return new AnswerJson(answer.groups().stream()
				.map(group -> new GroupJson(group.type().word(), group.total(), group.totalIsAtLeast(), group.items(),
						group.nextCursor()))
				.toList(),
				answer.tookMillis(), answer.index(), answer.correction(), answer.relaxed());
	}

	/** What may be meant by the beginning of a word, by its initial consonants too. */
	@GetMapping("/api/v1/search/suggest")
	@CachedForGuests
	SuggestedJson suggest(@RequestParam(defaultValue = "") String q, Viewer viewer) {
		var suggested = suggestions.of(q, viewer);
		return new SuggestedJson(suggested.items().stream().map(Suggestions.Proposed::suggestion).map(
				item -> new SuggestionJson(item.type(), item.text(), item.id() == 0 ? null : item.id())).toList(),
				suggested.correction());
	}

	static Engine.Sort sort(String sort) {
		return switch (sort.toLowerCase(Locale.ROOT)) {
			case "relevance", "" -> Engine.Sort.RELEVANCE;
			case "latest" -> Engine.Sort.LATEST;
			default -> throw Problem.malformed("bad-search-sort");
		};
	}

	private @Nullable Instant time(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			var time = text.length() == 10 ? LocalDate.parse(text).atStartOfDay(zone.zone()).toInstant() : Instant.parse(text);
			if (Math.abs(time.getEpochSecond()) > FARTHEST) {
				throw Problem.malformed("bad-date");
			}
			return time;
		}
		catch (DateTimeParseException e) {
			throw Problem.malformed("bad-date");
		}
	}

	static @Nullable String blankAsNone(@Nullable String text) {
		return text == null || text.isBlank() ? null : text;
	}
}
