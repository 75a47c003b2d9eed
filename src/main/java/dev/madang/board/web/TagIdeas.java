package dev.madang.board.web;

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
		return of(Texts.orEmpty(form.category()), Texts.orEmpty(form.title()), Texts.orEmpty(form.body()), viewer);
	}

	TagSuggestions.Suggestions of(String category, String title, String body, Viewer viewer) {
		var tree = categories.tree();
		var place = tree.find(category).filter(found -> tree.isReadable(found.id(), viewer)).map(Category::name).stream()
				.toList();
		return suggestions.of(title, body, place);
	}
}
