package dev.madang.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.member.Members;
import dev.madang.page.FeedInsert;
import dev.madang.page.Page;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Puts people and tags to follow between the posts of the feed, for who is new and follows none yet. */
@Component
class FeedNewcomers implements FeedInsert.Source {

	private static final int ABOVE = 4;

	private static final Duration NEW = Duration.ofDays(30);

	/** Nothing of either where a member is not shown any. */
	private record Suggested(List<Interests.Person> people, List<String> tags) {

		static final Suggested NOTHING = new Suggested(List.of(), List.of());
	}

	private final Interests interests;

	private final Members members;

	/** What would be proposed; whether it still is, is asked each time. */
	private final Cache<Long, Suggested> suggested = Caffeine.newBuilder().maximumSize(10_000)
			.expireAfterWrite(Duration.ofMinutes(1)).build();

	FeedNewcomers(Interests interests, Members members) {
		this.interests = interests;
		this.members = members;
	}

	@Override
	public List<FeedInsert> inserts(Page page, FeedInsert.Part part) {
		if (!page.viewer().isMember() || !part.isFirst()) {
			return List.of();
		}
		var some = suggested.get(page.viewer().id(), id -> suggest(page.viewer()));
		var people = some.people().stream().filter(person -> page.viewer().sees(person.id()))
				.map(Interests.Person::author).toList();
		return people.isEmpty() || !interests.hasNone(page.viewer())
				? List.of()
				: List.of(new FeedInsert(Math.min(ABOVE, part.times().size()),
						page.part("site/newcomers", "people", people, "tags", some.tags())));
	}

	private Suggested suggest(Viewer member) {
		return members.get(member.handle()).createdAt().isBefore(Instant.now().minus(NEW))
				? Suggested.NOTHING
				: new Suggested(interests.people(member, 3), interests.tags(member, 6));
	}
}
