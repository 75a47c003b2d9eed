package dev.madang.chat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.Media;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of the community is shown as a card in a room. */
@Component
public class Cards {

	private static final List<String> KINDS = List.of("post", "product", "item");

	/**
	 * A card. All who are in a room are shown the same, so it says what everybody may know.
	 *
	 * @param title null for what not everybody sees
	 * @param picture the address of its first picture
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Card(String kind, long id, @Nullable String title, String address, @Nullable String picture) {
	}

	private final Subjects subjects;

	private final Media media;

	Cards(Subjects subjects, Media media) {
		this.subjects = subjects;
		this.media = media;
	}

	/** @throws Problem 422 for what is not there, or is not shown so */
	public Subject require(Viewer viewer, String about) {
		var known = about.matches("[a-z]{1,20}:[1-9]\\d{0,17}");
		var subject = known ? Subject.parse(about) : new Subject("", 0);
		new Checks().that(known && KINDS.contains(subject.kind())
				&& subjects.find(subject.kind()).filter(kind -> kind.isVisible(subject.id(), viewer)).isPresent(), "about",
				"unknown-card").done();
		return subject;
	}

	/** The cards of some things, by them; nothing of what is not there any more. */
	Map<Subject, Card> of(Collection<Subject> subjectsOfList) {
		var cards = new HashMap<Subject, Card>();
		subjectsOfList.stream().collect(Collectors.groupingBy(Subject::kind, TreeMap::new,
				Collectors.mapping(Subject::id, Collectors.toSet())))
				.forEach((kind, ids) -> subjects.find(kind).ifPresent(keeper -> {
					var seen = keeper.visible(ids, Viewer.ANYBODY);
					var pictures = media.of(kind, seen);
					keeper.summaries(ids).forEach((id, summary) -> cards.put(new Subject(kind, id),
							new Card(kind, id, seen.contains(id) ? summary.title() : null, summary.address(),
									pictures.getOrDefault(id, List.of()).stream().findFirst().map(each -> each.thumb().url())
											.orElse(null))));
				}));
		return cards;
	}

	/** The card of a thing, or null where it is not there any more. */
	public @Nullable Card of(@Nullable Subject subject) {
		return subject == null ? null : of(List.of(subject)).get(subject);
	}
}
