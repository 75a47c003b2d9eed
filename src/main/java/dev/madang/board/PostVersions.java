package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.member.Author;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a post said before. What it said before it was published stays its author's. */
@Component
public class PostVersions {

	/** @param publicVersions whether everybody may see the earlier versions of a post, or only its author and moderators */
	@ConfigurationProperties("madang.board")
	record Properties(@DefaultValue("true") boolean publicVersions) {
	}

	/** @param editor nobody, where the member is gone */
	public record Version(int version, @Nullable Author editor, String title, String body, List<String> tags,
			Instant createdAt) {
	}

	private final JdbcClient jdbc;

	private final PostReading reading;

	private final PostRules rules;

	private final Properties properties;

	private final ActivityLog log;

	PostVersions(JdbcClient jdbc, PostReading reading, PostRules rules, Properties properties, ActivityLog log) {
		this.jdbc = jdbc;
		this.reading = reading;
		this.rules = rules;
		this.properties = properties;
		this.log = log;
	}

	/** The newest first. */
	public Slice<Version> list(long postId, Viewer viewer, Paging paging) {
		requireVisible(postId, viewer);
		var part = Keyset.of(paging, "post-versions", 1);
		var versions = jdbc.sql("""
				select v.version, m.handle, m.name, m.picture, v.title, left(v.body, 1000) as body, v.tags, v.created_at
				from post_version v join post p on p.id = v.post_id left join member m on m.id = v.editor_id
				where v.post_id = :post and (v.version >= p.published_version or p.author_id = :viewer) %s
				order by v.version desc
				%s
				""".formatted(part.after("v.version < :before"), part.limit())).param("post", postId)
				.param("before", part.key(0))
				.param("viewer", viewer.id()).query(PostVersions::read).list();
		return Slice.of(versions, paging.limit(), last -> Cursor.of("post-versions", last.version()));
	}

	/** Hands over every version, the newest first, without holding them all in memory. */
	@Transactional(readOnly = true)
	public void each(long postId, Viewer viewer, Consumer<Version> consumer) {
		requireVisible(postId, viewer);
		try (var versions = jdbc.sql("""
				select v.version, m.handle, m.name, m.picture, v.title, v.body, v.tags, v.created_at
				from post_version v join post p on p.id = v.post_id left join member m on m.id = v.editor_id
				where v.post_id = :post and (v.version >= p.published_version or p.author_id = :viewer)
				order by v.version desc
				""").param("post", postId).param("viewer", viewer.id()).withFetchSize(5).query(PostVersions::read).stream()) {
			versions.forEach(consumer);
		}
	}

	/** @throws Problem 404 if there is no such version (any more) */
	public Version get(long postId, int version, Viewer viewer) {
		requireVisible(postId, viewer);
		RequestMemory.hold(2L * jdbc
				.sql("select octet_length(body) from post_version where post_id = :post and version = :version")
				.param("post", postId).param("version", version).query(Integer.class).optional().orElse(0));
		return jdbc.sql("""
				select v.version, m.handle, m.name, m.picture, v.title, v.body, v.tags, v.created_at
				from post_version v join post p on p.id = v.post_id left join member m on m.id = v.editor_id
				where v.post_id = :post and v.version = :version
				  and (v.version >= p.published_version or p.author_id = :viewer)
				""").param("post", postId).param("version", version).param("viewer", viewer.id()).query(PostVersions::read)
				.optional()
				.orElseThrow(Problem::notFound);
	}

	/**
	 * Removes a version for good.
	 *
	 * @throws Problem 409 for the current one, 403 for whoever is neither author nor moderator, 404
	 */
	@Transactional
	public void purge(long postId, int version, Viewer viewer) {
		jdbc.sql("select id from post where id = :id for no key update").param("id", postId).query().listOfRows();
		var post = reading.get(postId, viewer);
		rules.requireAuthorOrModerator(viewer, post.authorId(), post.categoryId());
		if (post.version() == version) {
			throw Problem.conflict("current-version");
		}
		var removed = jdbc.sql("delete from post_version where post_id = :post and version = :version").param("post", postId)
				.param("version", version).update();
		if (removed == 0) {
			throw Problem.notFound();
		}
		log.append(viewer, Action.VERSION_PURGED, new Subject("post", postId));
	}

	private void requireVisible(long postId, Viewer viewer) {
		var post = reading.get(postId, viewer);
		if (!properties.publicVersions()) {
			rules.requireAuthorOrModerator(viewer, post.authorId(), post.categoryId());
		}
	}

	private static Version read(ResultSet row, int number) throws SQLException {
		var handle = row.getString("handle");
		return new Version(row.getInt("version"),
				handle == null ? null : Author.of(handle, row.getString("name"), row.getString("picture")),
				row.getString("title"), row.getString("body"), Rows.strings(row, "tags"), Rows.instant(row, "created_at"));
	}
}
