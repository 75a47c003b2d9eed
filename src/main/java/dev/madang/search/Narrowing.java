package dev.madang.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import dev.madang.language.Folding;
import dev.madang.page.CommunityZone;
import dev.madang.platform.Viewer;
import dev.madang.search.SearchKind.Trait;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Among what somebody looks: what they may read at all, and what of it a request or the operators of its query leave. */
@Component
class Narrowing {

	private final Shelves shelves;

	private final Authors authors;

	private final CommunityZone zone;

	private final SearchKinds kinds;

	Narrowing(Shelves shelves, Authors authors, CommunityZone zone, SearchKinds kinds) {
		this.kinds = kinds;
		this.shelves = shelves;
		this.authors = authors;
		this.zone = zone;
	}

	/** Everything that somebody may see. */
	Engine.Filter seen(Viewer viewer) {
		return Engine.Filter.of(readable(viewer), shelves.hidden(viewer));
	}

	/** The same within the category of a request, if it names one. */
	Engine.Filter seen(SearchRequest request, Query query, Viewer viewer) {
		return Engine.Filter.of(among(request, query, viewer), shelves.hidden(viewer));
	}

	/** Empty where the filters leave nothing of a kind. */
	Optional<Engine.Filter> of(SearchKind kind, SearchRequest request, Query query, Viewer viewer) {
		var tag = request.tag() != null ? request.tag() : query.tag();
		var handle = request.author() != null ? request.author() : query.author();
		var isListed = kind.has(Trait.IN_CATEGORY);
		var isNarrowedByTime = handle != null || query.before() != null || query.after() != null;
		if (!isListed && slug(request, query) != null || !kind.has(Trait.DATED) && isNarrowedByTime
				|| tag != null && !kind.has(Trait.TAGGED) || request.room() != null && !kind.isInRoom()) {
			return Optional.empty();
		}
		var rooms = rooms(kind, request, viewer);
		var author = handle == null ? Optional.<Long>empty() : authors.find(handle);
		var among = isListed ? among(request, query, viewer) : Optional.<Long[]>empty();
		if (handle != null && author.isEmpty() || among.isPresent() && among.get().length == 0
				|| rooms != null && rooms.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new Engine.Filter(among.orElse(null), shelves.hidden(kind, viewer),
				tag == null ? null : Folding.folded(tag), author.orElse(null),
				later(request.from(), start(query.after())), earlier(request.to(), start(query.before())), rooms));
	}

	/** Null where it does not stand in rooms. */
	private @Nullable Map<Long, Long> rooms(SearchKind kind, SearchRequest request, Viewer viewer) {
		if (!kind.isInRoom()) {
			return null;
		}
		var rooms = viewer.isMember() ? kinds.get(kind).rooms(viewer) : Map.<Long, Long>of();
		var only = request.room();
		return only == null ? rooms : rooms.containsKey(only) ? Map.of(only, rooms.get(only)) : Map.of();
	}

	private static @Nullable String slug(SearchRequest request, Query query) {
		return request.category() != null ? request.category() : query.category();
	}

	/** The categories among which to look; empty for all. */
	private Optional<Long[]> among(SearchRequest request, Query query, Viewer viewer) {
		var slug = slug(request, query);
		return slug == null ? readable(viewer) : Optional.of(shelves.within(slug, viewer));
	}

	private Optional<Long[]> readable(Viewer viewer) {
		return shelves.isReadableWhole(viewer) ? Optional.empty() : Optional.of(shelves.readable(viewer));
	}

	private @Nullable Instant start(@Nullable LocalDate day) {
		return day == null ? null : day.atStartOfDay(zone.zone()).toInstant();
	}

	private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
		return a == null || b != null && b.isAfter(a) ? b : a;
	}

	private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
		return a == null || b != null && b.isBefore(a) ? b : a;
	}
}
