package dev.madang.board;

import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.media.Media;
import dev.madang.moderation.Screening;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with comments; a reply is a comment with a parent. */
@Component
public class Comments {

	/** What a comment was before it was restored. */
	private record Taken(String state, String takenBy, boolean wasListed) {
	}

	/** A comment with what decides who may see it: the category, author and state of its post. */
	private record Found(Comment comment, long categoryId, long authorId, ContentState state) {
	}

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final ActivityLog log;

	private final CommentFormRules form;

	private final Screening screening;

	private final Media media;

	private final CommentStore store;

	Comments(JdbcClient jdbc, PostRules rules, ActivityLog log, CommentFormRules form, Screening screening, Media media,
			CommentStore store) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.log = log;
		this.form = form;
		this.screening = screening;
		this.media = media;
		this.store = store;
	}

	/**
	 * Adds a comment to a post, or a reply to a comment of that post. Plain ones that come at the same time are one statement, which
	 * looks whether each may be added; what it leaves is decided alone. What is to be looked at first is held; that, pictures and
	 * what newcomers write take more statements, and a transaction.
	 *
	 * @throws Problem 403 if the post is locked, 409 if the parent is removed, 422, 404
	 */
	public Comment add(Viewer viewer, long postId, @Nullable String body, @Nullable Long parentId) {
		var text = form.added(viewer, body);
		var draft = new CommentInsert.Draft(viewer, postId, parentId, text, Step.LISTED);
		var isPlain = screening.passes(viewer, text) && !Media.isPictured(text);
		return (isPlain ? store.storeTogether(draft) : Optional.<Comment>empty()).orElseGet(() -> {
			var place = store.place(rules.hidden(viewer), postId, parentId);
			rules.requireSeen(viewer, place.categoryId(), place.authorId(), place.state());
			require(place, rules.moderates(viewer, place.categoryId()), postId, parentId);
			return isPlain ? store.store(draft) : store.storeWithMore(draft);
		});
	}

	private static void require(CommentStore.Place place, boolean moderates, long postId, @Nullable Long parentId) {
		if (!place.state().isListed()) {
			throw Problem.conflict("not-published");
		}
		if (place.locked() && !moderates) {
			throw Problem.forbidden("post-locked");
		}
		var parentPost = place.parentPost();
		new Checks().that(parentId == null || parentPost != null && parentPost == postId, "parentId", "unknown-comment")
				.that(place.parentPath().size() < CommentInsert.DEEPEST, "parentId", "too-deep").done();
		if (place.parentRemoved()) {
			throw Problem.conflict("parent-removed");
		}
	}

	/** @throws Problem 404 if it is removed, and not for the viewer to read all the same, or they may not see its post */
	public Comment get(long id, Viewer viewer) {
		var found = find(id, viewer);
		if (!found.comment().isShown(rules.moderates(viewer, found.categoryId()))) {
			throw Problem.notFound();
		}
		return found.comment();
	}

	/** A comment for what is below it, also when it is removed itself. */
	public Comment place(long id, Viewer viewer) {
		return find(id, viewer).comment();
	}

	/** @throws Problem 403 for whoever neither wrote it nor moderates where it stands */
	void requireAuthorOrModerator(Viewer viewer, Comment comment) {
		if (!viewer.is(comment.authorId())) {
			rules.requireModerator(viewer, find(comment.id(), viewer).categoryId());
		}
	}

	private Found find(long id, Viewer viewer) {
		var found = jdbc.sql("""
				select %s, p.category_id as post_category, p.author_id as post_author, p.state as post_state
				from comment c join post p on p.id = c.post_id %s
				where c.id = :id
				""".formatted(Comment.COLUMNS, Comment.JOINS)).param("id", id).param("viewer", viewer.id())
				.param("hidden", rules.hidden(viewer))
				.query((ResultSet row, int number) -> new Found(Comment.read(row, number), row.getLong("post_category"),
						row.getLong("post_author"), ContentState.of(row.getString("post_state"))))
				.optional().orElseThrow(Problem::notFound);
		rules.requireSeen(viewer, found.categoryId(), found.authorId(), found.state());
		return found;
	}

	/**
	 * Makes of a comment what a change makes of its body.
	 *
	 * @param change from the body that it has now, which nobody else changes meanwhile
	 * @throws Problem 403 for anybody but its author, 412 if it is another version by now, 404, 422
	 */
	@Transactional
	public Comment edit(Viewer viewer, long id, Function<String, @Nullable String> change, @Nullable String ifMatch) {
		viewer.requireNotSilenced();
		var comment = lock(id, viewer);
		rules.requireAuthor(viewer, comment.authorId());
		Etags.guard(ifMatch, comment.version());
		var body = change.apply(comment.body());
		var text = form.edited(body, comment.body());
		if (comment.body().equals(text)) {
			return comment;
		}
		jdbc.sql("""
				with version as (
				  insert into comment_version (comment_id, version, editor_id, body) values (:id, :version, :editor, :body))
				update comment set current_version = :version, updated_at = now() where id = :id
				""").param("id", id).param("version", comment.version() + 1).param("editor", viewer.id()).param("body", text)
				.update();
		media.attach(viewer, new Subject("comment", id), null, comment.body(), text, "body");
		log.append(viewer, Action.EDITED, new Subject("comment", id), Map.of("version", comment.version() + 1));
		var verdict = screening.recheck(viewer, text, "body");
		if (verdict.holdsForReview()) {
			take(viewer, comment, Step.HELD);
			screening.holdForReview(viewer, new Subject("comment", id), verdict.why());
		}
		return find(id, viewer).comment();
	}

	/** Takes a comment away; its place stays while there are replies to it. */
	@Transactional
	public void remove(Viewer viewer, long id, @Nullable String ifMatch) {
		var comment = lock(id, viewer);
		requireAuthorOrModerator(viewer, comment);
		Etags.guard(ifMatch, comment.version());
		take(viewer, comment, viewer.is(comment.authorId())
				? new Step(ContentState.REMOVED, TakenBy.AUTHOR)
				: Step.hidden(TakenBy.MODERATOR));
	}

	/** One that is listed. */
	private void take(Viewer viewer, Comment comment, Step step) {
		jdbc.sql("update comment set state = :state, taken_by = :by where id = :id").param("state", step.state().word())
				.param("by", step.byWord()).param("id", comment.id()).update();
		countComments(comment.postId(), -1);
		tell(viewer, comment, CommentInsert.LIFE.changed(Step.LISTED, step, true));
	}

	private void tell(Viewer viewer, Comment comment, List<Action> actions) {
		actions.forEach(action -> log.append(viewer, action, new Subject("comment", comment.id()),
				Map.of("post", comment.postId())));
	}

	/**
	 * Puts a removed comment back. One that was held back the moment that it was written is new now.
	 *
	 * @throws Problem 409 {@code deleted-by-author}
	 */
	@Transactional
	public Comment restore(Viewer viewer, long id) {
		rules.requireAnyModerator(viewer);
		rules.requireModerator(viewer, find(id, viewer).categoryId());
		jdbc.sql("""
				with taken as (
				  select id, taken_by, state, listed_at is not null as was_listed from comment
				  where id = :id and state in ('held', 'hidden') for no key update)
				update comment c set state = 'listed', taken_by = null, listed_at = coalesce(listed_at, now())
				from taken t where c.id = t.id
				returning t.state, t.taken_by, t.was_listed
				""").param("id", id).query(Taken.class).optional().ifPresent(taken -> restored(viewer, id, taken));
		var comment = find(id, viewer).comment();
		if (comment.gone()) {
			throw Problem.conflict("deleted-by-author");
		}
		return comment;
	}

	private void restored(Viewer viewer, long id, Taken taken) {
		var comment = find(id, viewer).comment();
		countComments(comment.postId(), 1);
		tell(viewer, comment,
				CommentInsert.LIFE.changed(new Step(ContentState.of(taken.state()), TakenBy.of(taken.takenBy())), Step.LISTED,
						taken.wasListed()));
	}

	/**
	 * Locks the row before it looks for the latest comment: one that was added meanwhile is seen only by a statement that begins
	 * later. The sum keeps the planner from walking all comments backwards, by id, to the latest of this post.
	 */
	private void countComments(long postId, int change) {
		jdbc.sql("select 1 from post_count where post_id = :id for no key update").param("id", postId).query().listOfRows();
		jdbc.sql("""
				update post_count set comment_count = comment_count + :change,
				  last_comment_id = (select max(id + 0) from comment where post_id = :id and state = 'listed')
				where post_id = :id
				""").param("change", change).param("id", postId).update();
	}

	private Comment lock(long id, Viewer viewer) {
		jdbc.sql("select id from comment where id = :id for no key update").param("id", id).query().listOfRows();
		var comment = find(id, viewer).comment();
		if (comment.removed()) {
			throw Problem.notFound();
		}
		return comment;
	}
}
