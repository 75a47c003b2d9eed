package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.member.Author;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a comment said before. */
@Component
public class CommentVersions {

	/** @param editor nobody, where the member is gone */
	public record Version(int version, @Nullable Author editor, String body, Instant createdAt) {
	}

	private record Row(Version version, long before) {
	}

	private final JdbcClient jdbc;

	private final Comments comments;

	private final PostVersions.Properties properties;

	private final ActivityLog log;

	CommentVersions(JdbcClient jdbc, Comments comments, PostVersions.Properties properties,
			ActivityLog log) {
		this.jdbc = jdbc;
		this.comments = comments;
		this.properties = properties;
		this.log = log;
	}

	/** The newest first. */
	public Slice<Version> list(long commentId, Viewer viewer, Paging paging) {
		requireVisible(commentId, viewer);
		var part = Keyset.of(paging, "comment-versions", 1);
		var versions = jdbc.sql("""
				select v.version, m.handle, m.name, m.picture, v.body, v.created_at, v.before
				from (
				  select version, editor_id, body, created_at, %s
				  from comment_version
				  where comment_id = :comment %s
				  order by version desc
				  %s) v left join member m on m.id = v.editor_id
				where v.before_last < :most
				order by v.version desc
				""".formatted(Slice.before("body", "version desc"), part.after("version < :after"), part.limit()))
				.param("comment", commentId)
				.param("after", part.key(0)).param("most", Slice.MOST_TEXT)
				.query((row, number) -> new Row(read(row, number), row.getLong("before"))).list();
		return Slice.ofTexts(versions, paging.limit(), Row::before,
				last -> Cursor.of("comment-versions", last.version().version())).map(Row::version);
	}

	/** Hands over every version, the newest first, without holding them all in memory. */
	@Transactional(readOnly = true)
	public void each(long commentId, Viewer viewer, Consumer<Version> consumer) {
		requireVisible(commentId, viewer);
		try (var versions = jdbc.sql("""
				select v.version, m.handle, m.name, m.picture, v.body, v.created_at
				from comment_version v left join member m on m.id = v.editor_id
				where v.comment_id = :comment
				order by v.version desc
				""").param("comment", commentId).withFetchSize(50).query(CommentVersions::read).stream()) {
			versions.forEach(consumer);
		}
	}

	/** @throws Problem 404 if there is no such version (any more) */
	public Version get(long commentId, int version, Viewer viewer) {
		requireVisible(commentId, viewer);
		return jdbc.sql("""
				select v.version, m.handle, m.name, m.picture, v.body, v.created_at
				from comment_version v left join member m on m.id = v.editor_id
				where v.comment_id = :comment and v.version = :version
				""").param("comment", commentId).param("version", version).query(CommentVersions::read).optional()
				.orElseThrow(Problem::notFound);
	}

	/** Removes a version for good. */
	@Transactional
	public void purge(long commentId, int version, Viewer viewer) {
		jdbc.sql("select id from comment where id = :id for no key update").param("id", commentId).query().listOfRows();
		var comment = comments.get(commentId, viewer);
		comments.requireAuthorOrModerator(viewer, comment);
		if (comment.version() == version) {
			throw Problem.conflict("current-version");
		}
		var removed = jdbc.sql("delete from comment_version where comment_id = :comment and version = :version")
				.param("comment", commentId).param("version", version).update();
		if (removed == 0) {
			throw Problem.notFound();
		}
		log.append(viewer, Action.VERSION_PURGED, new Subject("comment", commentId));
	}

	private void requireVisible(long commentId, Viewer viewer) {
		var comment = comments.get(commentId, viewer);
		if (!properties.publicVersions()) {
			comments.requireAuthorOrModerator(viewer, comment);
		}
	}

	private static Version read(ResultSet row, int number) throws SQLException {
		var handle = row.getString("handle");
		return new Version(row.getInt("version"),
				handle == null ? null : Author.of(handle, row.getString("name"), row.getString("picture")),
				row.getString("body"), Rows.instant(row, "created_at"));
	}
}
