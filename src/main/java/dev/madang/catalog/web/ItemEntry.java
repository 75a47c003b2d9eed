package dev.madang.catalog.web;

import java.util.List;

import dev.madang.catalog.Item;
import dev.madang.catalog.ItemForm;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What the form of an item holds.
 *
 * @param creators one a line
 * @param version that was seen, 0 for a new one
 */
public record ItemEntry(String kind, String title, String creators, String isbn13, String publishedOn, String language,
		String description, String coverUrl, int version) {

	static ItemEntry empty(@Nullable String title) {
		return new ItemEntry("book", Texts.orEmpty(title), "", "", "", "", "", "", 0);
	}

	static ItemEntry of(ItemForm form, int version) {
		return new ItemEntry(Texts.orEmpty(form.kind()), Texts.orEmpty(form.title()),
				String.join("\n", form.creators() == null ? List.of() : form.creators()), Texts.orEmpty(form.isbn13()),
				Texts.orEmpty(form.publishedOn()), Texts.orEmpty(form.language()), Texts.orEmpty(form.description()),
				Texts.orEmpty(form.coverUrl()), version);
	}

	static ItemEntry of(Item item) {
		return of(ItemForm.of(item), item.version());
	}

	ItemForm form() {
		return new ItemForm(kind, title, creators.lines().map(String::strip).filter(name -> !name.isEmpty()).toList(), isbn13,
				publishedOn, language, description.replace("\r\n", "\n"), coverUrl, null);
	}
}
