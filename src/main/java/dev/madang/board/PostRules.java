package dev.madang.board;

import java.util.Optional;

import dev.madang.content.ContentState;
import dev.madang.platform.Checks;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may do what with a post, and what it may be. Whoever may not see it is told that it is not there. */
@Component
class PostRules {

	private final Categories categories;

	private final Markdown markdown;

	PostRules(Categories categories, Markdown markdown) {
		this.categories = categories;
		this.markdown = markdown;
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

	/**
	 * The category of a form that a post can have.
	 *
	 * @param before the post as it is, if there is one
	 * @throws Problem 422 for what is wrong with the form, 403 for what the viewer may not write where
	 */
	Category requireValid(Viewer viewer, PostForm form, @Nullable Post before) {
		Checks checks = form.check();
		Optional<Category> category = form.category() == null
				? Optional.empty()
				: categories.tree().find(form.category())
						.filter(found -> categories.tree().isReadable(found.id(), viewer));
		checks.that(form.category() == null || category.isPresent(), "category", "unknown-category");
		checks.that(form.itemId() == null || form.itemId() != PostForm.NO_ITEM, "itemId", "unknown-item");
		checks.that(form.rating() == null || form.itemId() != null
				|| before != null && before.item() == null && form.rating().equals(before.rating()), "rating",
				"rating-of-nothing");
		checks.that(before == null || before.status().equals(form.status())
				|| before.state() == ContentState.DRAFT && "published".equals(form.status()), "status", "already-published");
		checks.done();
		if (before == null || !before.body().equals(form.bodyOrEmpty())) {
			markdown.requireRenderable("body", form.bodyOrEmpty());
		}
		var moves = before == null || before.categoryId() != category.orElseThrow().id();
		if (moves) {
			requireWritable(viewer, category.orElseThrow());
		}
		var marks = before == null
				? Boolean.TRUE.equals(form.pinned()) || Boolean.TRUE.equals(form.locked())
				: before.pinned() != Boolean.TRUE.equals(form.pinned())
						|| before.locked() != Boolean.TRUE.equals(form.locked());
		if (marks) {
			requireModerator(viewer, before == null ? category.orElseThrow().id() : before.categoryId());
		}
		return category.orElseThrow();
	}
}
