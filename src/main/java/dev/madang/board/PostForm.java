package dev.madang.board;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import dev.madang.catalog.Review;
import dev.madang.media.Media;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import dev.madang.tagging.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What a post is to be, as somebody wrote it.
 *
 * @param category its slug
 * @param body Markdown, up to 1 MB
 * @param itemId the book or film that it is about
 * @param rating 1 to 10, of the item
 * @param status draft or published
 * @param pinned at the top of its category; moderators only, as is {@code locked}
 * @param mediaIds its pictures in their order, up to 20, besides those that its text shows; null leaves those that it has
 * @param autoTags whether tags that are suggested are stored with those that it has, up to ten
 */
public record PostForm(@Nullable String category, @Nullable String title, @Nullable String body, @Nullable List<String> tags,
		@Nullable Long itemId, @Nullable Integer rating, @Nullable String status, @Nullable Boolean pinned,
		@Nullable Boolean locked, @Nullable List<Long> mediaIds, @Nullable Boolean autoTags) {

	/** The id of no item. */
	static final long NO_ITEM = 0;

	static final int MOST_BYTES = 1 << 20;

	/** What the form of the page holds. */
	public static PostForm of(String category, String title, String body, List<String> tags, @Nullable Long itemId,
			@Nullable Integer rating, String status) {
		return new PostForm(category, title, body, tags, itemId, rating, status, null, null, null, null);
	}

	/** The same with these pictures. */
	public PostForm showing(List<Long> pictures) {
		return new PostForm(category, title, body, tags, itemId, rating, status, pinned, locked, pictures, autoTags);
	}

	/** The same about another item. */
	PostForm about(long item) {
		return new PostForm(category, title, body, tags, item, rating, status, pinned, locked, mediaIds, autoTags);
	}

	/** Where a post of this form would be found. */
	Listed listed(long postId, long authorId, Category in) {
		return new Listed(postId, authorId, in.id(), tidyTags(), itemId == null ? null : new Review(itemId, rating));
	}

	/** The same, where what it leaves out of category, status, pinned and locked stays as another says. */
	PostForm completedFrom(PostForm said) {
		return new PostForm(category == null ? said.category : category, title, body, tags == null ? List.of() : tags, itemId,
				rating, status == null ? said.status : status, pinned == null ? said.pinned : pinned,
				locked == null ? said.locked : locked, mediaIds, autoTags);
	}

	/** The form that a post would come from. */
	static PostForm of(Post post, String category) {
		return new PostForm(category, post.title(), post.body(), post.tags(), post.item() == null ? null : post.item().id(),
				post.rating(), post.status(), post.pinned(), post.locked(), null, null);
	}

	String normalizedTitle() {
		return title == null ? "" : Texts.tidy(title).replaceAll("\\s+", " ");
	}

	String bodyOrEmpty() {
		return body == null ? "" : body;
	}

	/** All that others read of it. */
	String readable() {
		return normalizedTitle() + "\n" + bodyOrEmpty() + "\n" + String.join(" ", tidyTags());
	}

	List<String> tidyTags() {
		return tags == null ? List.of() : Tags.tidy(tags, new Checks());
	}

	String statusOr(String otherwise) {
		return status == null ? otherwise : status;
	}

	/** The same without what a moderator put on it: it stays where it was put. */
	PostForm unmarked() {
		return new PostForm(category, title, body, tags, itemId, rating, status, false, false, mediaIds, autoTags);
	}

	/** The same with the tags that are suggested, if that is wanted. */
	public PostForm tagged(List<String> suggested) {
		if (!Boolean.TRUE.equals(autoTags)) {
			return this;
		}
		var all = new LinkedHashSet<>(tidyTags());
		suggested.stream().filter(tag -> all.size() < 10).forEach(all::add);
		return new PostForm(category, title, body, List.copyOf(all), itemId, rating, status, pinned, locked, mediaIds,
				autoTags);
	}

	/** @throws Problem 422 with all that can be seen to be wrong without knowing more */
	public PostForm checked() {
		check().done();
		return this;
	}

	Checks check() {
		var checks = new Checks().that(category != null, "category", "missing").length("title", title, 1, 200)
				.that(body != null, "body", "missing")
				.that(body == null || Texts.isStorable(body), "body", "unstorable-character")
				.that(body == null || body.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, "body", "too-many-bytes",
						MOST_BYTES)
				.that(rating == null || rating >= 1 && rating <= 10, "rating", "bad-rating")
				.that(status == null || status.matches("draft|published|hidden"), "status", "bad-status")
				.that(mediaIds == null || mediaIds.size() <= Media.MOST, "mediaIds", "too-many", Media.MOST);
		if (tags != null) {
			checks.that(tags.stream().noneMatch(Objects::isNull), "tags", "missing");
			if (checks.passed()) {
				Tags.tidy(tags, checks);
			}
		}
		return checks;
	}
}
