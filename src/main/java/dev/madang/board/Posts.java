package dev.madang.board;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writing posts. Each verb is one transaction: rules first, then the rows, then one row of the log. */
@Component
public class Posts {

	private static final int MOST_IN_AN_HOUR = 60;

	private final Limits limits;

	private final PostFormRules rules;

	private final PostScreening screening;

	private final PostStore store;

	private final Listing listing;

	private final PostLog log;

	private final PostReading reading;

	Posts(Limits limits, PostFormRules rules, PostScreening screening, PostStore store, Listing listing, PostLog log,
			PostReading reading) {
		this.limits = limits;
		this.rules = rules;
		this.screening = screening;
		this.store = store;
		this.listing = listing;
		this.log = log;
		this.reading = reading;
	}

	/**
	 * Whether a post of this form is listed as soon as it is published; nothing is written.
	 *
	 * @throws Problem as publishing it would
	 */
	public boolean wouldBeListed(Viewer viewer, PostForm form) {
		viewer.requireNotSilenced();
		limits.require("post", String.valueOf(viewer.id()), MOST_IN_AN_HOUR, Duration.ofHours(1));
		rules.requireValid(viewer, form, null);
		return "published".equals(form.statusOr("published")) && !screening.holdsForReview(viewer, form);
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
		var accepted = rules.acceptNew(viewer, written);
		var form = accepted.form();
		var verdict = screening.ofNew(viewer, form);
		var step = verdict.holdsForReview() ? Step.HELD : "draft".equals(form.status()) ? Step.DRAFT : Step.LISTED;
		var id = store.insert(viewer, form, accepted.category(), step);
		if (step.state().isListed()) {
			listing.change(null, form.listed(id, viewer.id(), accepted.category()));
		}
		log.begun(viewer, id, step);
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
		var post = reading.lock(id, viewer);
		Etags.guard(ifMatch, post.version());
		var accepted = rules.acceptChange(viewer, post, change);
		var form = accepted.form();
		var category = accepted.category();
		var isNewVersion = store.showsOthers(viewer, post, form) || accepted.changesText();
		if (isNewVersion) {
			store.addVersion(viewer, post, form);
		}
		var verdict = screening.ofChange(viewer, post, form, accepted.changesText());
		var step = verdict.holdsForReview() ? Step.HELD : isPublished(post, form) ? Step.LISTED : post.step();
		var listed = step.state().isListed() ? form.listed(id, post.authorId(), category) : null;
		listing.take(post.listed(), listed);
		store.place(post, form, category, step);
		listing.change(post.listed(), listed);
		log.edited(viewer, post, step, Map.of("version", post.version() + (isNewVersion ? 1 : 0), "moved",
				category.id() != post.categoryId()));
		screening.holdForReview(viewer, id, verdict);
		return reading.written(id, viewer);
	}

	private static boolean isPublished(Post draft, PostForm form) {
		return draft.state() == ContentState.DRAFT && "published".equals(form.status());
	}

	/** What a moderator changes of a post without touching what it says; null leaves a thing as it is. */
	@Transactional
	public Post arrange(Viewer viewer, long id, @Nullable String category, @Nullable Boolean pinned, @Nullable Boolean locked) {
		return edit(viewer, id, form -> new PostForm(category == null ? form.category() : category, form.title(), form.body(),
				form.tags(), form.itemId(), form.rating(), form.status(), pinned, locked, null, null), null);
	}
}
