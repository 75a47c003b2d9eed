package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.member.Author;
import dev.madang.platform.Batches;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statement that stores comments, one or many: the comment, its version, the count of its post and the entry of the log. */
@Component
class CommentInsert {

	/**
	 * A comment that is to be stored.
	 *
	 * @param postId of the post below which it is to stand
	 * @param parentId of the comment to which it replies
	 */
	record Draft(Viewer viewer, long postId, @Nullable Long parentId, String body, Step step) {

		Draft at(Step begun) {
			return new Draft(viewer, postId, parentId, body, begun);
		}
	}

	/** An index entry of so many levels still fits its page; nobody reads as deep. */
	static final int DEEPEST = 100;

	static final ContentLife LIFE = new ContentLife(Action.ADDED, Action.REMOVED);

	/** What everybody may comment on who sees it; of anything else the rules decide, one by one. */
	private static final String PLAIN = """
			%s and not p.locked
			and (a.parent is null or c.post_id = a.post and c.state = 'listed' and cardinality(c.path) < %d
			     and not c.author_id = any(a.hidden::bigint[]))
			""".formatted(
			PostRules.SEEN.replace(":categories", "a.readable::bigint[]").replace(":hidden", "a.hidden::bigint[]"), DEEPEST);

	private static final String TOGETHER = statement("skip locked", PLAIN);

	private static final String ALONE = statement("", "a.parent is null or c.id is not null");

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final ActivityLog log;

	CommentInsert(JdbcClient jdbc, PostRules rules, ActivityLog log) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.log = log;
	}

	/**
	 * Locks what foreign keys would lock, and the counts, those of each table in one order.
	 *
	 * @param locked what becomes of rows that are locked
	 * @param fits of a draft {@code a}, its post {@code p} and its parent {@code c}: whether it is stored
	 */
	private static String statement(String locked, String fits) {
		return """
				with asked as (
				  select nextval('comment_id_seq') as id, a.*
				  from unnest(:posts, :parents::bigint[], :authors, :bodies, :states, :takers::text[], :readable, :hidden)
				      with ordinality as a (post, parent, author, body, state, taken_by, readable, hidden, n)),
				posts as (
				  select id, category_id, author_id, state, locked from post where id = any(:posts) order by id for key share %1$s),
				authors as (select id from member where id = any(:authors) order by id for key share %1$s),
				parents as (
				  select id, post_id, author_id, state, path from comment where id = any(:parents::bigint[]) order by id for key share %1$s),
				counts as (select post_id from post_count where post_id = any(:posts) order by post_id for no key update %1$s),
				fit as (
				  select a.*, c.path || a.id as path
				  from asked a join posts p on p.id = a.post join counts on counts.post_id = a.post join authors on authors.id = a.author
				  left join parents c on c.id = a.parent
				  where %2$s),
				new as (
				  insert into comment (id, post_id, parent_id, author_id, path, state, listed_at, taken_by)
				  select id, post, parent, author, path, state, case when state = 'listed' then now() end, taken_by from fit order by n
				  returning id, created_at),
				version as (
				  insert into comment_version (comment_id, version, editor_id, body) select id, 1, author, body from fit),
				counted as (
				  update post_count p set comment_count = comment_count + more.count, last_comment_id = greatest(last_comment_id, more.last)
				  from (select post, count(*) as count, max(id) as last from fit where state = 'listed' group by post) more
				  where p.post_id = more.post),
				logged as (%3$s, fit order by fit.n)
				select fit.n, fit.id, fit.path, new.created_at from fit join new using (id)
				"""
				.formatted(locked, fits,
						ActivityLog.insert("fit.author", "'comment:' || fit.id", "jsonb_build_object('post', fit.post)"));
	}

	/**
	 * Stores those that anybody may add who sees the post, in one step: all of them begin alike. It waits for no rows that are locked.
	 *
	 * @return what was stored, by its place among the drafts
	 */
	Map<Integer, Comment> storeTogether(List<Draft> drafts) {
		return store(TOGETHER, drafts);
	}

	/** Stores one that the rules allow; nothing where its post or its parent went meanwhile. */
	Optional<Comment> storeAlone(Draft draft) {
		return Optional.ofNullable(store(ALONE, List.of(draft)).get(0));
	}

	private Map<Integer, Comment> store(String statement, List<Draft> drafts) {
		var type = new EventType("comment", LIFE.begun(drafts.getFirst().step().state()).getFirst());
		var stored = new HashMap<Integer, Comment>();
		jdbc.sql(statement).param("verb", type.toString())
				.param("posts", Batches.column(drafts, Draft::postId, Long[]::new))
				.param("parents", Batches.column(drafts, Draft::parentId, Long[]::new))
				.param("authors", Batches.column(drafts, draft -> draft.viewer().id(), Long[]::new))
				.param("bodies", Batches.column(drafts, Draft::body, String[]::new))
				.param("states", Batches.column(drafts, draft -> draft.step().state().word(), String[]::new))
				.param("takers", Batches.column(drafts, draft -> draft.step().byWord(), String[]::new))
				.param("readable",
						Batches.column(drafts, draft -> Batches.ids(List.of(rules.readable(draft.viewer()))), String[]::new))
				.param("hidden",
						Batches.column(drafts, draft -> Batches.ids(List.of(rules.hidden(draft.viewer()))), String[]::new))
				.query((ResultSet row) -> {
					var place = row.getInt("n") - 1;
					stored.put(place, read(row, drafts.get(place)));
				});
		stored.values()
				.forEach(comment -> log.written(type, new Subject("comment", comment.id()), Map.of("post", comment.postId())));
		return stored;
	}

	private static Comment read(ResultSet row, Draft draft) throws SQLException {
		var path = Rows.longs(row, "path");
		var viewer = draft.viewer();
		var at = Rows.instant(row, "created_at");
		return new Comment(row.getLong("id"), draft.postId(), draft.parentId(), path.size() - 1, viewer.id(),
				new Author(viewer.handle(), viewer.name(), viewer.standing().picture()), draft.body(), 0, false,
				!draft.step().state().isListed(), false, 1, at, at, path);
	}
}
