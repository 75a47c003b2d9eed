package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.PostForm;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.tagging.TagSuggestions;
import org.springframework.stereotype.Component;

/** Tags for a post that is being written, in its category. */
@Component
class TagIdeas {

	private final TagSuggestions suggestions;

	private final Categories categories;

	TagIdeas(TagSuggestions suggestions, Categories categories) {
		this.suggestions = suggestions;
		this.categories = categories;
	}

	/** Must not be asked within a transaction: an outside server may be asked in turn. */
	TagSuggestions.Suggestions of(PostForm form, Viewer viewer) {
		var tree = categories.tree();
		var place = tree.find(Texts.orEmpty(form.category())).filter(category -> tree.isReadable(category.id(), viewer))
				.map(Category::name).stream().toList();
		return suggestions.of(Texts.orEmpty(form.title()), Texts.orEmpty(form.body()), List.copyOf(place));
	}
}
