package dev.madang.board;

import java.util.Locale;
import java.util.Set;

import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Which posts are asked for, in which order.
 *
 * @param category a slug; with the categories below it
 * @param author a handle in lower case, as they are stored
 * @param keyword words that the title, the body or the author's name contains
 * @param pinsFirst whether pinned posts stand at the top of a category
 * @param without ids of categories that are left out
 */
public record PostQuery(@Nullable String category, @Nullable String tag, @Nullable String author, @Nullable Long item,
		@Nullable String keyword, Sort sort, Paging paging, boolean pinsFirst, Set<Long> without) {

	/** The newest first; the most liked; the most discussed. */
	public enum Sort {

		LATEST, POPULAR, DISCUSSED;

		/** @throws Problem 400 if there is no such order */
		public static Sort of(@Nullable String word) {
			return switch (word) {
				case null -> LATEST;
				case "latest" -> LATEST;
				case "popular" -> POPULAR;
				case "discussed" -> DISCUSSED;
				default -> throw Problem.malformed("bad-sort");
			};
		}
	}

	/** @throws Problem 400 if a number is out of range, a name unknown, or the keyword too long */
	public static PostQuery of(@Nullable String category, @Nullable String tag, @Nullable String author, @Nullable Long item,
			@Nullable String keyword, @Nullable String sort, Paging paging) {
		if (keyword != null && Texts.length(keyword) > 100) {
			throw Problem.malformed("keyword-too-long", 100);
		}
		return new PostQuery(blankAsNone(category),
				tag == null || tag.isBlank() ? null : Texts.tidy(tag).toLowerCase(Locale.ROOT),
				author == null || author.isBlank() ? null : author.strip().toLowerCase(Locale.ROOT), item,
				keyword == null || keyword.isBlank() ? null : Texts.tidy(keyword), Sort.of(sort),
				paging, true, Set.of());
	}

	private static @Nullable String blankAsNone(@Nullable String text) {
		return text == null || text.isBlank() ? null : text;
	}

	/** The same with pinned posts in their order among the others. */
	public PostQuery withoutPins() {
		return new PostQuery(category, tag, author, item, keyword, sort, paging, false, without);
	}

	/** The same without the posts of some categories. */
	public PostQuery without(Set<Long> categories) {
		return new PostQuery(category, tag, author, item, keyword, sort, paging, pinsFirst, categories);
	}

	/** Whether nothing narrows it: the posts of all categories. */
	public boolean isOfAll() {
		return category == null && isByCategory() && keyword == null;
	}

	/** Whether it asks for a category's own page, at whose top pinned posts stand. */
	boolean hasPins() {
		return pinsFirst && category != null && tag == null && author == null && item == null && keyword == null;
	}

	/** Whether nothing but categories narrows it, so that each category's own index gives its first rows. */
	boolean isByCategory() {
		return tag == null && author == null && item == null;
	}

	/** The name that its cursors bear: a cursor of one order is none of another. */
	String cursorName() {
		return "posts-" + sort.name().toLowerCase(Locale.ROOT);
	}
}
