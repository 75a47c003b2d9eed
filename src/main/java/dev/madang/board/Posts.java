package dev.madang.board;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.catalog.ItemCounts;
import dev.madang.catalog.Items;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.media.Media;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with posts. Each verb is one transaction: rules first, then the rows, then one row of the log. */
@Component
public class Posts {

	private static final ContentLife LIFE = new ContentLife(Action.PUBLISHED, Action.HIDDEN);

	private static final int MOST_IN_AN_HOUR = 60;

	private final JdbcClient jdbc;

	private final PostReading reading;

	private final PostRules rules;

	private final Categories categories;

	private final Items items;

	private final ItemCounts counts;

	private final Listing listing;

	private final ActivityLog log;

	private final Limits limits;

	private final PostScreening screening;

	private final Media media;

	Posts(JdbcClient jdbc, PostReading reading, PostRules rules, Categories categories, Items items,
			ItemCounts counts, Listing listing, ActivityLog log, Limits limits, PostScreening screening, Media media) {
		this.media = media;
		this.screening = screening;
		this.counts = counts;
		this.limits = limits;
		this.jdbc = jdbc;
		this.reading = reading;
		this.rules = rules;
		this.categories = categories;
		this.items = items;
		this.listing = listing;
		this.log = log;
	}

	/**
	 * Whether everybody will read a post of this form as soon as it is published; nothing is written.
	 *
	 * @throws Problem as publishing it would
	 */
	public boolean isForEverybody(Viewer viewer, PostForm form) {
		viewer.requireNotSilenced();
		limits.require("post", String.valueOf(viewer.id()), MOST_IN_AN_HOUR, Duration.ofHours(1));
		var category = rules.requireValid(viewer, form, null);
		return "published".equals(form.statusOr("published"))
				&& categories.tree().isReadable(category.id(), Viewer.ANYBODY) && !screening.holdsForReview(viewer, form);
	}

	/**
	 * Publishes a post, or keeps it as a draft. What is to be looked at first is held.
	 *
	 * @throws Problem 422 for what is wrong with the form, 403 where the viewer may not write
	 */
	@Transactional
	public Post publish(Viewer viewer, PostForm written) {
		viewer.requireNotSilenced();
		limits.take("post", String.valueOf(viewer.id()), MOST_IN_AN_HOUR, Duration.ofHours(1));
		var form = resolveMergedItem(written, null);
		var category = rules.requireValid(viewer, form, null);
		new Checks().that(!"hidden".equals(form.status()), "status", "bad-status").done();
		var verdict = screening.ofNew(viewer, form);
		var step = verdict.holdsForReview() ? Step.HELD : "draft".equals(form.status()) ? Step.DRAFT : Step.LISTED;
		var id = jdbc.sql("""
				with new as (
				  insert into post (author_id, category_id, item_id, rating, pinned, locked, state, listed_at, taken_by)
				  values (:author, :category, :item, :rating, :pinned, :locked, :state,
				          case when :state = 'listed' then now() end, :by)
				  returning id),
				version as (
				  insert into post_version (post_id, version, editor_id, title, body, tags)
				  select id, 1, :author, :title, :body, :tags from new),
				counted as (
				  insert into post_count (post_id) select id from new)
				select id from new
				""").param("author", viewer.id()).param("category", category.id()).param("item", form.itemId())
				.param("rating", form.rating()).param("state", step.state().word()).param("by", step.byWord())
				.param("pinned", Boolean.TRUE.equals(form.pinned()))
				.param("locked", Boolean.TRUE.equals(form.locked())).param("title", form.normalizedTitle())
				.param("body", form.bodyOrEmpty()).param("tags", form.tidyTags().toArray(String[]::new)).query(Long.class)
				.single();
		media.attach(viewer, new Subject("post", id), form.mediaIds(), "", form.bodyOrEmpty(), "mediaIds");
		if (step.state().isListed()) {
			listing.enter(id, viewer.id(), category.id(), form.tidyTags());
			counts.change(null, form.review());
		}
		tell(viewer, id, LIFE.begun(step.state()), Map.of());
		screening.holdForReview(viewer, id, verdict);
		return reading.written(id, viewer);
	}

	/**
	 * Makes of a post what a change makes of its form; what that leaves out of category, status, pinned and locked stays.
	 *
	 * @param change from the form that the post would come from now, which nobody else changes meanwhile
	 * @param ifMatch the entity tag of the version that the author has seen, or null for whichever there is
	 * @throws Problem 412 if it is another version by now; 403, 404, 422
	 */
	@Transactional
	public Post edit(Viewer viewer, long id, UnaryOperator<PostForm> change, @Nullable String ifMatch) {
		viewer.requireNotSilenced();
		var post = lock(viewer, id);
		Etags.guard(ifMatch, post.version());
		var said = PostForm.of(post, slug(post.categoryId()));
		var form = resolveMergedItem(change.apply(said), said.itemId());
		form.check().done();
		var after = new PostForm(form.category() == null ? said.category() : form.category(), form.title(), form.body(),
				form.tags() == null ? List.of() : form.tags(), form.itemId(), form.rating(), form.statusOr(post.status()),
				form.pinned() == null ? said.pinned() : form.pinned(),
				form.locked() == null ? said.locked() : form.locked(),
				form.mediaIds(), form.autoTags());
		var textChanged = !post.title().equals(after.normalizedTitle()) || !post.body().equals(after.bodyOrEmpty())
				|| !post.tags().equals(after.tidyTags()) || !Objects.equals(said.itemId(), after.itemId())
				|| !Objects.equals(said.rating(), after.rating())
				|| viewer.is(post.authorId()) && (!Objects.equals(said.category(), after.category())
						|| !Objects.equals(said.status(), after.status()));
		if (textChanged || form.mediaIds() != null || !rules.moderates(viewer, post.categoryId())) {
			rules.requireAuthor(viewer, post.authorId());
		}
		var category = rules.requireValid(viewer, after, post);
		var newVersion = showsOthers(viewer, post, after) || textChanged;
		if (newVersion) {
			write(viewer, post, after);
		}
		var keepsMarks = category.id() == post.categoryId() || rules.moderates(viewer, category.id());
		var verdict = screening.ofChange(viewer, post, after, textChanged);
		var before = new Step(post.state(), post.takenBy());
		var step = verdict.holdsForReview()
				? Step.HELD
				: before.state() == ContentState.DRAFT && "published".equals(after.status())
						? Step.LISTED
						: before;
		place(post, keepsMarks ? after : after.unmarked(), category, step);
		var detail = Map.of("version", post.version() + (newVersion ? 1 : 0), "moved", category.id() != post.categoryId());
		var changed = LIFE.changed(before, step, before.state() != ContentState.DRAFT);
		if (before.state() == ContentState.DRAFT && !changed.isEmpty()) {
			tell(viewer, id, changed, detail);
		}
		else {
			tell(viewer, id, List.of(Action.EDITED), detail);
			tell(viewer, id, changed, Map.of());
		}
		screening.holdForReview(viewer, id, verdict);
		return reading.written(id, viewer);
	}

	/** What a moderator changes of a post without touching what it says; null leaves a thing as it is. */
	@Transactional
	public Post arrange(Viewer viewer, long id, @Nullable String category, @Nullable Boolean pinned, @Nullable Boolean locked) {
		return edit(viewer, id, form -> new PostForm(category == null ? form.category() : category, form.title(), form.body(),
				form.tags(), form.itemId(), form.rating(), form.status(), pinned, locked, null, null), null);
	}

	/** Lets a post show the pictures of its new form; returns whether these are others than before. */
	private boolean showsOthers(Viewer viewer, Post post, PostForm form) {
		return (form.mediaIds() != null || !post.body().equals(form.bodyOrEmpty()))
				&& media.attach(viewer, new Subject("post", post.id()), form.mediaIds(), post.body(), form.bodyOrEmpty(),
						"mediaIds");
	}

	private void write(Viewer viewer, Post post, PostForm form) {
		jdbc.sql("""
				with version as (
				  insert into post_version (post_id, version, editor_id, title, body, tags)
				  values (:id, :version, :editor, :title, :body, :tags))
				update post set current_version = :version, item_id = :item, rating = :rating, updated_at = now() where id = :id
				""").param("id", post.id()).param("version", post.version() + 1).param("editor", viewer.id())
				.param("title", form.normalizedTitle()).param("body", form.bodyOrEmpty())
				.param("tags", form.tidyTags().toArray(String[]::new)).param("item", form.itemId())
				.param("rating", form.rating())
				.update();
	}

	/** Puts a post where it belongs by now: its category, its status, and the lists that follow from both. */
	private void place(Post post, PostForm form, Category category, Step step) {
		var wasListed = post.state().isListed();
		var isListed = step.state().isListed();
		var moves = wasListed != isListed || post.categoryId() != category.id() || !post.tags().equals(form.tidyTags());
		if (wasListed && isListed && moves) {
			listing.takeBoth(post, category.id(), form.tidyTags());
		}
		if (wasListed && moves) {
			listing.leave(post);
		}
		jdbc.sql("""
				update post set category_id = :category, pinned = :pinned, locked = :locked, state = :state, taken_by = :by,
				       listed_at = coalesce(listed_at, case when :state = 'listed' then now() end),
				       created_at = case when state = 'draft' and :state <> 'draft' then now() else created_at end,
				       published_version = case when state = 'draft' then current_version else published_version end
				where id = :id
				""").param("id", post.id()).param("category", category.id()).param("state", step.state().word())
				.param("by", step.byWord())
				.param("pinned", Boolean.TRUE.equals(form.pinned())).param("locked", Boolean.TRUE.equals(form.locked()))
				.update();
		if (isListed && moves) {
			listing.enter(post.id(), post.authorId(), category.id(), form.tidyTags());
		}
		counts.change(wasListed ? post.review() : null, isListed ? form.review() : null);
	}

	/** Hides a post: its thread stays, and a moderator can restore it. A draft, which nobody else has seen, is gone. */
	@Transactional
	public void hide(Viewer viewer, long id, @Nullable String ifMatch) {
		var post = lock(viewer, id);
		rules.requireAuthorOrModerator(viewer, post.authorId(), post.categoryId());
		Etags.guard(ifMatch, post.version());
		if (post.state().isTaken()) {
			return;
		}
		if (post.state() == ContentState.DRAFT) {
			jdbc.sql("delete from post where id = :id").param("id", id).update();
			log.append(viewer, Action.DRAFT_DISCARDED, new Subject("post", id));
			return;
		}
		listing.leave(post);
		counts.change(post.review(), null);
		var step = Step.hidden(viewer.is(post.authorId()) ? TakenBy.AUTHOR : TakenBy.MODERATOR);
		jdbc.sql("update post set state = :state, taken_by = :by where id = :id").param("state", step.state().word())
				.param("by", step.byWord()).param("id", id).update();
		tell(viewer, id, LIFE.changed(Step.LISTED, step, true), Map.of());
	}

	/**
	 * Shows a hidden post again. One that nobody else has seen, because it was held back the moment that it was written, is
	 * new now.
	 *
	 * @throws Problem 409 {@code member-has-left} if nothing is left of it to show
	 */
	@Transactional
	public Post restore(Viewer viewer, long id) {
		rules.requireAnyModerator(viewer);
		var post = lock(viewer, id);
		rules.requireModerator(viewer, post.categoryId());
		if (post.isGone()) {
			throw Problem.conflict("member-has-left");
		}
		if (post.state().isTaken()) {
			var isNew = jdbc.sql("""
					update post
					set state = 'listed', taken_by = null, listed_at = coalesce(listed_at, now()),
					    created_at = case when listed_at is null then now() else created_at end
					where id = :id
					returning listed_at = now()
					""").param("id", id).query(Boolean.class).single();
			listing.enter(id, post.authorId(), post.categoryId(), post.tags());
			counts.change(null, post.review());
			tell(viewer, id, LIFE.changed(new Step(post.state(), post.takenBy()), Step.LISTED, !isNew), Map.of());
		}
		return reading.get(id, viewer);
	}

	private void tell(Viewer viewer, long id, List<Action> actions, Map<String, ?> detail) {
		actions.forEach(action -> log.append(viewer, action, new Subject("post", id), detail));
	}

	private Post lock(Viewer viewer, long id) {
		jdbc.sql("select id from post where id = :id for no key update").param("id", id).query().listOfRows();
		return reading.get(id, viewer);
	}

	/** The form about the item that its own stands for by now, which is not merged until this is done. */
	private PostForm resolveMergedItem(PostForm form, @Nullable Long known) {
		var id = form.itemId();
		return id == null || id.equals(known) ? form : form.about(items.hold(id).orElse(PostForm.NO_ITEM));
	}

	private String slug(long categoryId) {
		return categories.tree().find(categoryId).map(Category::slug).orElseThrow(Problem::notFound);
	}
}
