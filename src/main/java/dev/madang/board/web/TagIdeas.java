package dev.madang.board.web;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.PostForm;
import dev.madang.board.Posts;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.tagging.TagSuggestions;
import org.springframework.stereotype.Component;

/** Tags for a post that is being written, in its category. */
@Component
class TagIdeas {

	private final TagSuggestions suggestions;

	private final Categories categories;

	private final Posts posts;

	TagIdeas(TagSuggestions suggestions, Categories categories, Posts posts) {
		this.posts = posts;
		this.suggestions = suggestions;
		this.categories = categories;
	}

	/**
	 * Those of a post that is about to be published, or kept: an outside server reads what everybody will read, and nothing of a
	 * post that is refused. Must not be asked within a transaction: that server may be asked in turn.
	 *
	 * @throws dev.madang.platform.Problem as {@link Posts#publish}
	 */
	TagSuggestions.Suggestions of(PostForm form, Viewer viewer) {
		var category = Texts.orEmpty(form.category());
		return of(category, Texts.orEmpty(form.title()), Texts.orEmpty(form.body()), viewer,
				posts.wouldBeListed(viewer, form) && isForEverybody(category));
	}

	/** Those that somebody asks for while writing: an outside server reads it where the category is for everybody. */
	TagSuggestions.Suggestions of(String category, String title, String body, Viewer viewer) {
		return of(category, title, body, viewer, isForEverybody(category));
	}

	private boolean isForEverybody(String category) {
		var tree = categories.tree();
		return tree.find(category).filter(found -> tree.isReadable(found.id(), Viewer.ANYBODY)).isPresent();
	}

	private TagSuggestions.Suggestions of(String category, String title, String body, Viewer viewer, boolean forEverybody) {
		var tree = categories.tree();
		var place = tree.find(category).filter(found -> tree.isReadable(found.id(), viewer)).map(Category::name).stream()
				.toList();
		return forEverybody ? suggestions.of(title, body, place) : suggestions.own(title, body, place);
	}
}
