package dev.madang.board;

import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Taking posts from their readers and giving them back. Each verb is one transaction. */
@Component
public class PostHiding {

	private final JdbcClient jdbc;

	private final PostReading reading;

	private final PostRules rules;

	private final Listing listing;

	private final PostLog log;

	PostHiding(JdbcClient jdbc, PostReading reading, PostRules rules, Listing listing, PostLog log) {
		this.jdbc = jdbc;
		this.reading = reading;
		this.rules = rules;
		this.listing = listing;
		this.log = log;
	}

	/** Hides a post: its thread stays, and a moderator can restore it. A draft, which nobody else has seen, is gone. */
	@Transactional
	public void hide(Viewer viewer, long id, @Nullable String ifMatch) {
		var post = reading.lock(id, viewer);
		rules.requireAuthorOrModerator(viewer, post.authorId(), post.categoryId());
		Etags.guard(ifMatch, post.version());
		if (post.state().isTaken()) {
			return;
		}
		if (post.state() == ContentState.DRAFT) {
			jdbc.sql("delete from post where id = :id").param("id", id).update();
			log.discarded(viewer, id);
			return;
		}
		var step = Step.hidden(viewer.is(post.authorId()) ? TakenBy.AUTHOR : TakenBy.MODERATOR);
		jdbc.sql("update post set state = :state, taken_by = :by where id = :id").param("state", step.state().word())
				.param("by", step.byWord()).param("id", id).update();
		listing.change(post.listed(), null);
		log.changed(viewer, post, step, true);
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
		var post = reading.lock(id, viewer);
		rules.requireModerator(viewer, post.categoryId());
		if (post.isGone()) {
			throw Problem.conflict("member-has-left");
		}
		if (!post.state().isTaken()) {
			return reading.get(id, viewer);
		}
		var isNew = jdbc.sql("""
				update post
				set state = 'listed', taken_by = null, listed_at = coalesce(listed_at, now()),
				    created_at = case when listed_at is null then now() else created_at end
				where id = :id
				returning listed_at = now()
				""").param("id", id).query(Boolean.class).single();
		var restored = reading.get(id, viewer);
		listing.change(null, restored.listed());
		log.changed(viewer, post, Step.LISTED, !isNew);
		return restored;
	}
}
