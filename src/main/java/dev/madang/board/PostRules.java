package dev.madang.board;

import dev.madang.content.ContentState;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Who may do what with a post. Whoever may not see it is told that it is not there. */
@Component
class PostRules {

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
