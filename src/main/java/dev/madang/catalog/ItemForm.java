package dev.madang.catalog;

import java.util.List;
import java.util.Objects;

import dev.madang.platform.Checks;
import dev.madang.platform.HttpUrl;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What an item is to be, as somebody wrote it.
 *
 * @param kind book or film
 * @param isbn13 of a book; also with hyphens or spaces, or in its form of ten digits
 * @param publishedOn {@code YYYY}, {@code YYYY-MM} or a date
 * @param language a tag such as ko or en-GB (BCP 47)
 * @param coverUrl https
 * @param coverId a picture of one's own for its cover, which pages show rather than a link to another host
 */
public record ItemForm(@Nullable String kind, @Nullable String title, @Nullable List<String> creators, @Nullable String isbn13,
		@Nullable String publishedOn, @Nullable String language, @Nullable String description, @Nullable String coverUrl,
		@Nullable Long coverId) {

	static final int LONGEST_TITLE = 500;

	static final int LONGEST_DESCRIPTION = 5_000;

	static final int MOST_CREATORS = 100;

	/** The form that an item would come from. */
	public static ItemForm of(Item item) {
		return new ItemForm(item.kind(), item.title(), item.creators(), item.isbn13(), item.publishedOn(), item.language(),
				item.description(), item.coverUrl(), item.pictures().isEmpty() ? null : item.pictures().getFirst().id());
	}

	/** The form that a book elsewhere would come from. */
	public static ItemForm of(Book book) {
		return new ItemForm("book", book.title(), book.creators(), book.isbn13(), book.publishedOn(), book.language(),
				book.description(), book.coverUrl(), null);
	}

	/**
	 * The same as it is stored: composed, without white space around it, the ISBN in 13 digits.
	 *
	 * @throws dev.madang.platform.Problem 422 with all that is wrong
	 */
	ItemForm tidy() {
		var isbn = none(isbn13) ? null : Isbn.read(Objects.requireNonNull(isbn13)).orElse(null);
		var checks = new Checks().that(kind != null, "kind", "missing")
				.that(kind == null || kind.matches("book|film"), "kind", "bad-kind").line("title", title, 1, LONGEST_TITLE)
				.that(none(isbn13) || isbn != null, "isbn13", "bad-isbn")
				.that(none(isbn13) || "book".equals(kind), "isbn13", "books-only")
				.that(none(publishedOn) || PublicationDate.isReal(Texts.orEmpty(publishedOn).strip()), "publishedOn",
						"bad-publication-date")
				.that(none(language)
						|| Texts.orEmpty(language).strip().matches("(?=.{2,35}$)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
						"language", "bad-language-tag")
				.length("description", Texts.orEmpty(description), 0, LONGEST_DESCRIPTION)
				.that(none(coverUrl) || isCover(HttpUrl.normalize(Texts.orEmpty(coverUrl))), "coverUrl", "bad-cover");
		var names = creators == null ? List.<String>of() : creators;
		checks.that(names.size() <= MOST_CREATORS, "creators", "too-many", MOST_CREATORS);
		names.forEach(name -> checks.line("creators", name, 1, 200));
		checks.done();
		return new ItemForm(kind, Texts.tidy(Texts.orEmpty(title)), names.stream().map(Texts::tidy).toList(), isbn,
				strip(publishedOn), strip(language), Texts.tidy(Texts.orEmpty(description)),
				none(coverUrl) ? null : HttpUrl.normalize(Texts.orEmpty(coverUrl)), coverId);
	}

	/** The same with this cover. */
	public ItemForm covered(@Nullable Long cover) {
		return new ItemForm(kind, title, creators, isbn13, publishedOn, language, description, coverUrl, cover);
	}

	/** Whether it is the address of a picture that a page may link to. */
	static boolean isCover(String address) {
		return address.length() <= 1000 && address.matches("https://[^\\s\"<>@\\p{Cntrl}\\\\]{4,}")
				&& Texts.isStorable(address);
	}

	private static boolean none(@Nullable String text) {
		return text == null || text.isBlank();
	}

	private static @Nullable String strip(@Nullable String text) {
		return text == null || text.isBlank() ? null : text.strip();
	}
}
