package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.media.Media;
import dev.madang.member.Author;
import dev.madang.moderation.Screening;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
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

	/** An index entry of so many levels still fits its page; nobody reads as deep. */
	private static final int DEEPEST = 100;

	private static final ContentLife LIFE = new ContentLife(Action.ADDED, Action.REMOVED);

	/** What a comment was before it was restored. */
	private record Taken(String state, String takenBy, boolean wasListed) {
	}

	/** A comment with what decides who may see it: the category, author and state of its post. */
	private record Found(Comment comment, long categoryId, long authorId, ContentState state) {
	}

	/** Where a comment is to go. */
	private record Place(long categoryId, long authorId, String state, boolean locked, @Nullable Long parentPost,
			boolean parentRemoved, int parentDepth) {
	}

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final ActivityLog log;

	private final Limits limits;

	private final Screening screening;

	private final Media media;

	private final Markdown markdown;

	Comments(JdbcClient jdbc, PostRules rules, ActivityLog log, Limits limits, Screening screening, Media media,
			Markdown markdown) {
		this.markdown = markdown;
		this.media = media;
		this.screening = screening;
		this.limits = limits;
		this.jdbc = jdbc;
		this.rules = rules;
		this.log = log;
	}

	/**
	 * Adds a comment to a post, or a reply to a comment of that post. Three statements, one commit. What is to be looked at
	 * first is held.
	 *
	 * @throws Problem 403 if the post is locked, 409 if the parent is removed, 422, 404
	 */
	@Transactional
	public Comment add(Viewer viewer, long postId, @Nullable String body, @Nullable Long parentId) {
		new Checks().length("body", body, 1, 20_000).done();
		viewer.requireNotSilenced();
		limits.take("comment", String.valueOf(viewer.id()), 60, Duration.ofMinutes(10));
		var text = String.valueOf(body);
		markdown.requireRenderable("body", text);
		var place = place(viewer, postId, parentId);
		rules.requireSeen(viewer, place.categoryId(), place.authorId(), ContentState.of(place.state()));
		require(place, rules.moderates(viewer, place.categoryId()), postId, parentId);
		var verdict = screening.check(viewer, "comment", text, "body");
		var step = verdict.holdsForReview() ? Step.HELD : Step.LISTED;
		var comment = jdbc.sql("""
				with new as (
				  insert into comment (id, post_id, parent_id, author_id, path, state, listed_at, taken_by)
				  select n.id, :post, :parent, :author, coalesce((select path from comment where id = :parent), '{}') || n.id,
				         :state, case when :state = 'listed' then now() end, :by
				  from (select nextval('comment_id_seq') as id) n
				  returning id, path, created_at),
				version as (
				  insert into comment_version (comment_id, version, editor_id, body) select id, 1, :author, :body from new),
				counted as (
				  update post_count set comment_count = comment_count + 1 where post_id = :post and :state = 'listed')
				select id, path, created_at from new
				""").param("state", step.state().word()).param("by", step.byWord()).param("post", postId)
				.param("parent", parentId).param("author", viewer.id())
				.param("body", text)
				.query((ResultSet row, int number) -> fresh(row, viewer, postId, parentId, text, verdict.holdsForReview()))
				.single();
		var subject = new Subject("comment", comment.id());
		media.attach(viewer, subject, null, "", text, "body");
		LIFE.begun(step.state()).forEach(action -> log.append(viewer, action, subject, Map.of("post", postId)));
		if (verdict.holdsForReview()) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
		return comment;
	}

	private static Comment fresh(ResultSet row, Viewer viewer, long postId, @Nullable Long parentId, String body,
			boolean held) throws SQLException {
		var path = Rows.longs(row, "path");
		var now = Rows.instant(row, "created_at");
		return new Comment(row.getLong("id"), postId, parentId, path.size() - 1, viewer.id(),
				new Author(viewer.handle(), viewer.name(), viewer.standing().picture()), body, 0, false, held, false, 1, now,
				now,
				path);
	}

	private Place place(Viewer viewer, long postId, @Nullable Long parentId) {
		return jdbc
				.sql("""
						select p.category_id, p.author_id, p.state, p.locked, c.post_id as parent_post,
						       coalesce(c.state <> 'listed' or c.author_id = any(:hidden), false) as parent_removed, coalesce(cardinality(c.path), 0) as parent_depth
						from post p left join comment c on c.id = :parent
						where p.id = :post
						""")
				.param("post", postId).param("parent", parentId).param("hidden", rules.hidden(viewer)).query(Place.class)
				.optional()
				.orElseThrow(Problem::notFound);
	}

	private static void require(Place place, boolean moderates, long postId, @Nullable Long parentId) {
		if (!ContentState.of(place.state()).isListed()) {
			throw Problem.conflict("not-published");
		}
		if (place.locked() && !moderates) {
			throw Problem.forbidden("post-locked");
		}
		var parentPost = place.parentPost();
		new Checks().that(parentId == null || parentPost != null && parentPost == postId, "parentId", "unknown-comment")
				.that(place.parentDepth() < DEEPEST, "parentId", "too-deep").done();
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
		new Checks().length("body", body, 1, 20_000).done();
		if (comment.body().equals(body)) {
			return comment;
		}
		var text = String.valueOf(body);
		markdown.requireRenderable("body", text);
		jdbc.sql("""
				with version as (
				  insert into comment_version (comment_id, version, editor_id, body) values (:id, :version, :editor, :body))
				update comment set current_version = :version, updated_at = now() where id = :id
				""").param("id", id).param("version", comment.version() + 1).param("editor", viewer.id()).param("body", body)
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
		tell(viewer, comment, LIFE.changed(Step.LISTED, step, true));
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
		tell(viewer, comment, LIFE.changed(new Step(ContentState.of(taken.state()), TakenBy.of(taken.takenBy())), Step.LISTED,
				taken.wasListed()));
	}

	private void countComments(long postId, int change) {
		jdbc.sql("update post_count set comment_count = comment_count + :change where post_id = :id").param("change", change)
				.param("id", postId).update();
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
