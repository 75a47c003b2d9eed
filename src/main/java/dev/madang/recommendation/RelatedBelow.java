package dev.madang.recommendation;

import java.util.List;
import java.util.Locale;

import dev.madang.page.Below;
import dev.madang.page.Box;
import dev.madang.page.Page;
import dev.madang.platform.Subject;
import org.springframework.stereotype.Component;

/** Puts what is related below a post, and below an item. */
@Component
class RelatedBelow implements Below {

	private static final int MOST = 5;

	private final RelatedPosts posts;

	private final ItemSuggestions items;

	private final Reasons reasons;

	RelatedBelow(RelatedPosts posts, ItemSuggestions items, Reasons reasons) {
		this.posts = posts;
		this.items = items;
		this.reasons = reasons;
	}

	@Override
	public List<Box> below(Page page, Subject subject, String text) {
		var locale = Locale.forLanguageTag(page.language());
		return switch (subject.kind()) {
			case "post" -> List.of(new Box(page.t("related.posts"), "below",
					posts.near(subject.id(), text, page.viewer(), MOST).stream()
							.map(near -> new Box.Link("/p/" + near.id(), near.title(),
									reasons.text(near.because(), "related", locale),
									new Box.Face(near.author().handle(), near.author().name(), near.author().avatarUrl())))
							.toList()));
			case "item" -> List.of(new Box(page.t("related.items"), "below",
					items.relatedTo(subject.id(), MOST).stream()
							.map(near -> new Box.Link("/items/" + near.thing().id(), near.thing().title(),
									reasons.text(near.because(), "related", locale)))
							.toList()));
			default -> List.of();
		};
	}
}
