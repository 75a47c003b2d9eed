package dev.madang.board;

import java.util.List;
import java.util.Map;

import dev.madang.content.ContentState;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Who may do what with a post. Whoever may not see it is told that it is not there. */
@Component
class PostRules {

	/** The rule of {@link #maySee} for a listed post {@code p}, as a condition. */
	static final String SEEN = "p.state = 'listed' and p.category_id = any(:categories) and not p.author_id = any(:hidden)";

	/** The same for one that was published, and which moderators see even where it was taken from the lists. */
	static final String SEEN_OR_MODERATED = """
			p.category_id = any(:categories) and not p.author_id = any(:hidden)
			and (p.state = 'listed' or p.state <> 'draft' and p.category_id = any(:moderated))
			""";

	private final Categories categories;

	PostRules(Categories categories) {
		this.categories = categories;
	}

	/**
	 * A draft is seen by its author, a hidden post by moderators, and all of it only where the category may be read and
	 * neither blocks the other.
	 */
	boolean maySee(Viewer viewer, long categoryId, long authorId, ContentState state) {
		return categories.tree().isReadable(categoryId, viewer)
				&& (viewer.sees(authorId) || categories.tree().isModerating(viewer)) && switch (state) {
					case LISTED -> true;
					case DRAFT -> viewer.is(authorId);
					case HELD, HIDDEN, REMOVED -> moderates(viewer, categoryId);
				};
	}

	/** What {@link #SEEN} asks of a viewer. */
	Map<String, Long[]> seenBy(Viewer viewer) {
		return Map.of("categories", readable(viewer), "hidden", hidden(viewer));
	}

	/** The categories that a viewer may read. */
	Long[] readable(Viewer viewer) {
		return ids(categories.tree().readable(viewer));
	}

	/** The same for {@link #SEEN_OR_MODERATED}. */
	Map<String, Long[]> seenOrModeratedBy(Viewer viewer) {
		var readable = categories.tree().readable(viewer);
		return Map.of("categories", ids(readable), "hidden", hidden(viewer), "moderated",
				ids(readable.stream().filter(category -> moderates(viewer, category.id())).toList()));
	}

	private static Long[] ids(List<Category> categories) {
		return categories.stream().map(Category::id).toArray(Long[]::new);
	}

	/** Whom a viewer does not see. */
	Long[] hidden(Viewer viewer) {
		return categories.tree().hidden(viewer);
	}

	void requireSeen(Viewer viewer, long categoryId, long authorId, ContentState state) {
		if (!maySee(viewer, categoryId, authorId, state)) {
			throw Problem.notFound();
		}
	}

	void requireAuthor(Viewer viewer, long authorId) {
		if (!viewer.is(authorId)) {
			throw Problem.forbidden("not-yours");
		}
	}

	boolean moderates(Viewer viewer, long categoryId) {
		return categories.tree().isModeratedBy(categoryId, viewer);
	}

	void requireAuthorOrModerator(Viewer viewer, long authorId, long categoryId) {
		if (!viewer.is(authorId) && !moderates(viewer, categoryId)) {
			throw Problem.forbidden("not-yours");
		}
	}

	/** Before anything is looked up: who moderates nothing is told so, whether there is such a thing or not. */
	void requireAnyModerator(Viewer viewer) {
		if (!categories.tree().isModerating(viewer)) {
			throw Problem.forbidden("moderators-only");
		}
	}

	void requireModerator(Viewer viewer, long categoryId) {
		if (!moderates(viewer, categoryId)) {
			throw Problem.forbidden("moderators-only");
		}
	}

	void requireWritable(Viewer viewer, Category category) {
		if (!categories.tree().isWritable(category, viewer)) {
			throw Problem.forbidden("category-closed", category.name());
		}
	}
}
