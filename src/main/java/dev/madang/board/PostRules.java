package dev.madang.board;

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

	/** A draft is seen by its author, a hidden post by moderators, and all of it only where the category may be read. */
	boolean maySee(Viewer viewer, long categoryId, long authorId, String status) {
		return categories.tree().isReadable(categoryId, viewer.role()) && switch (status) {
			case "published" -> true;
			case "draft" -> viewer.is(authorId);
			default -> viewer.isModerator();
		};
	}

	void requireSeen(Viewer viewer, long categoryId, long authorId, String status) {
		if (!maySee(viewer, categoryId, authorId, status)) {
			throw Problem.notFound();
		}
	}

	void requireAuthor(Viewer viewer, long authorId) {
		if (!viewer.is(authorId)) {
			throw Problem.forbidden("not-yours");
		}
	}

	void requireAuthorOrModerator(Viewer viewer, long authorId) {
		if (!viewer.is(authorId) && !viewer.isModerator()) {
			throw Problem.forbidden("not-yours");
		}
	}

	void requireModerator(Viewer viewer) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
	}

	void requireWritable(Viewer viewer, Category category) {
		if (!viewer.role().atLeast(category.writeRole())) {
			throw Problem.forbidden("category-closed", category.name());
		}
	}
}
