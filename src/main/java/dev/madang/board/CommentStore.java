package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.media.Media;
import dev.madang.member.Author;
import dev.madang.moderation.Screening;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores new comments; whether they may be stored is decided before. */
@Component
class CommentStore {

	/** Which comment this will be, and where it is to go. */
	record Place(long id, long categoryId, long authorId, ContentState state, boolean locked, @Nullable Long parentPost,
			List<Long> parentPath, boolean parentRemoved) {

		static Place read(ResultSet row, int number) throws SQLException {
			var parentPost = Rows.optionalLong(row, "parent_post");
			return new Place(row.getLong("id"), row.getLong("category_id"), row.getLong("author_id"),
					ContentState.of(row.getString("state")), row.getBoolean("locked"), parentPost,
					parentPost == null ? List.of() : Rows.longs(row, "parent_path"), row.getBoolean("parent_removed"));
		}
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Screening screening;

	private final Media media;

	CommentStore(JdbcClient jdbc, ActivityLog log, Screening screening, Media media) {
		this.jdbc = jdbc;
		this.log = log;
		this.screening = screening;
		this.media = media;
	}

	/** @throws Problem 404 if there is no such post */
	Place place(Long[] hidden, long postId, @Nullable Long parentId) {
		return jdbc
				.sql("""
						select nextval('comment_id_seq') as id, p.category_id, p.author_id, p.state, p.locked,
						       c.post_id as parent_post, c.path as parent_path,
						       coalesce(c.state <> 'listed' or c.author_id = any(:hidden), false) as parent_removed
						from post p left join comment c on c.id = :parent
						where p.id = :post
						""")
				.param("post", postId).param("parent", parentId).param("hidden", hidden).query(Place::read)
				.optional().orElseThrow(Problem::notFound);
	}

	/** With what a text may bring besides: pictures, a count of what a newcomer writes, a case for moderators. */
	@Transactional
	public Comment storeWithMore(Viewer viewer, Place place, long postId, @Nullable Long parentId, String text) {
		var verdict = screening.check(viewer, "comment", text, "body");
		var comment = store(viewer, place, postId, parentId, text, verdict.holdsForReview() ? Step.HELD : Step.LISTED);
		var subject = new Subject("comment", comment.id());
		media.attach(viewer, subject, null, "", text, "body");
		if (verdict.holdsForReview()) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
		return comment;
	}

	/** One statement: the comment, its version, the count of its post and the entry of the log. */
	Comment store(Viewer viewer, Place place, long postId, @Nullable Long parentId, String text, Step step) {
		var entry = log.entry(viewer, Comments.LIFE.begun(step.state()).getFirst(), new Subject("comment", place.id()),
				Map.of("post", postId));
		var path = Stream.concat(place.parentPath().stream(), Stream.of(place.id())).toList();
		var at = jdbc.sql("""
				with new as (
				  insert into comment (id, post_id, parent_id, author_id, path, state, listed_at, taken_by)
				  values (:id, :post, :parent, :author, :path, :state, case when :state = 'listed' then now() end, :by)
				  returning id, created_at),
				version as (
				  insert into comment_version (comment_id, version, editor_id, body) select id, 1, :author, :body from new),
				counted as (
				  update post_count set comment_count = comment_count + 1, last_comment_id = greatest(last_comment_id, :id)
				  where post_id = :post and :state = 'listed'),
				logged as (%s, new)
				select created_at from new
				""".formatted(ActivityLog.INSERT)).param("id", place.id()).param("path", path.toArray(Long[]::new))
				.param("state", step.state().word()).param("by", step.byWord()).param("post", postId)
				.param("parent", parentId).param("author", viewer.id()).param("body", text).params(entry.parameters())
				.query((ResultSet row, int number) -> Rows.instant(row, "created_at")).single();
		log.written(entry);
		return new Comment(place.id(), postId, parentId, path.size() - 1, viewer.id(),
				new Author(viewer.handle(), viewer.name(), viewer.standing().picture()), text, 0, false,
				!step.state().isListed(), false, 1, at, at, path);
	}
}
