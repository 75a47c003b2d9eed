package dev.madang.board;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.madang.catalog.Items;
import dev.madang.content.ContentState;
import dev.madang.platform.Checks;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a post may be, and who may make it so. */
@Component
class PostFormRules {

	/**
	 * A form that was found right, about the item that its own stands for by now.
	 *
	 * @param category that it names
	 * @param changesText whether its author says something else with it than before
	 */
	record Accepted(PostForm form, Category category, boolean changesText) {
	}

	private final PostRules rules;

	private final Categories categories;

	private final Items items;

	private final Markdown markdown;

	PostFormRules(PostRules rules, Categories categories, Items items, Markdown markdown) {
		this.rules = rules;
		this.categories = categories;
		this.items = items;
		this.markdown = markdown;
	}

	/** @throws Problem 422 for what is wrong with the form, 403 where the viewer may not write */
	Accepted acceptNew(Viewer viewer, PostForm written) {
		var form = resolveMergedItem(written, null);
		var category = requireValid(viewer, form, null);
		new Checks().that(!"hidden".equals(form.status()), "status", "bad-status").done();
		return new Accepted(form, category, true);
	}

	/**
	 * @param change from the form that the post would come from now
	 * @throws Problem 422 for what is wrong with the form, 403 for what the viewer may not change
	 */
	Accepted acceptChange(Viewer viewer, Post post, UnaryOperator<PostForm> change) {
		var said = PostForm.of(post, categories.tree().find(post.categoryId()).orElseThrow(Problem::notFound).slug());
		var resolved = resolveMergedItem(change.apply(said), said.itemId());
		resolved.check().done();
		var form = resolved.completedFrom(said);
		var changesText = !post.title().equals(form.normalizedTitle()) || !post.body().equals(form.bodyOrEmpty())
				|| !post.tags().equals(form.tidyTags()) || !Objects.equals(said.itemId(), form.itemId())
				|| !Objects.equals(said.rating(), form.rating())
				|| viewer.is(post.authorId()) && (!Objects.equals(said.category(), form.category())
						|| !Objects.equals(said.status(), form.status()));
		if (changesText || form.mediaIds() != null || !rules.moderates(viewer, post.categoryId())) {
			rules.requireAuthor(viewer, post.authorId());
		}
		var category = requireValid(viewer, form, post);
		var keepsMarks = category.id() == post.categoryId() || rules.moderates(viewer, category.id());
		return new Accepted(keepsMarks ? form : form.unmarked(), category, changesText);
	}

	/**
	 * The category of a form that a post can have.
	 *
	 * @param before the post as it is, if there is one
	 * @throws Problem 422 for what is wrong with the form, 403 for what the viewer may not write where
	 */
	Category requireValid(Viewer viewer, PostForm form, @Nullable Post before) {
		var checks = form.check();
		var category = form.category() == null
				? Optional.<Category>empty()
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
		requirePlace(viewer, form, category.orElseThrow(), before);
		return category.orElseThrow();
	}

	private void requirePlace(Viewer viewer, PostForm form, Category category, @Nullable Post before) {
		if (before == null || before.categoryId() != category.id()) {
			rules.requireWritable(viewer, category);
		}
		var pinned = Boolean.TRUE.equals(form.pinned());
		var locked = Boolean.TRUE.equals(form.locked());
		var marks = before == null ? pinned || locked : before.pinned() != pinned || before.locked() != locked;
		if (marks) {
			rules.requireModerator(viewer, before == null ? category.id() : before.categoryId());
		}
	}

	/** The form about the item that its own stands for by now, which is not merged until this is done. */
	private PostForm resolveMergedItem(PostForm form, @Nullable Long known) {
		var id = form.itemId();
		return id == null || id.equals(known) ? form : form.about(items.hold(id).orElse(PostForm.NO_ITEM));
	}
}
