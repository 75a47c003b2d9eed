package dev.madang.board;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.platform.Rows;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Copy;
import dev.madang.platform.archive.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads {@code comment} lines, as they were typed; a reply comes after its parent. */
@Component
class CommentImporter implements ArchiveImporter {

	private record Parent(long post, List<Long> path) {
	}

	private record Row(long id, long post, @Nullable Long parent, long author, List<Long> path, String body,
			Instant createdAt) {
	}

	private final JdbcClient jdbc;

	private final Copy copy;

	CommentImporter(JdbcClient jdbc, Copy copy) {
		this.jdbc = jdbc;
		this.copy = copy;
	}

	@Override
	public String type() {
		return "comment";
	}

	@Override
	public List<String> after() {
		return List.of("user", "post");
	}

	@Override
	public List<String> tables() {
		return List.of("comment", "comment_version");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		var references = new ArrayList<>(List.of(line.ref("post", "post"), line.ref("user", "author")));
		line.optionalRef("comment", "parent").ifPresent(references::add);
		return references;
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var parents = parents(batch.read(lines, line -> line.optionalRef("comment", "parent").flatMap(batch::find)).stream()
				.flatMap(Optional::stream).toList());
		var ids = copy.ids("comment", lines.size()).iterator();
		var rows = batch.read(lines, line -> {
			var row = read(line, batch, parents, ids.next());
			batch.put(line.ref(), row.id());
			parents.put(row.id(), new Parent(row.post(), row.path()));
			return row;
		});
		copy.into("comment (id, post_id, parent_id, author_id, path, created_at, updated_at)", rows,
				(comment, row) -> row.add(comment.id()).add(comment.post()).add(comment.parent()).add(comment.author())
						.add(comment.path()).add(comment.createdAt()).add(comment.createdAt()));
		copy.into("comment_version (comment_id, version, editor_id, body, created_at)", rows,
				(comment, row) -> row.add(comment.id()).add(1).add(comment.author()).add(comment.body())
						.add(comment.createdAt()));
		var counts = new HashMap<Long, Integer>();
		rows.forEach(comment -> counts.merge(comment.post(), 1, Integer::sum));
		new PostCounts(jdbc).add("comment_count", counts);
		jdbc.sql("""
				update post_count c set last_comment_id = greatest(c.last_comment_id, k.id)
				from (select post_id, max(id) as id from unnest(:ids, :posts) as k (id, post_id) group by post_id) k
				where c.post_id = k.post_id
				""").param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
				.param("posts", rows.stream().map(Row::post).toArray(Long[]::new)).update();
		return rows.size();
	}

	private static Row read(ArchiveLine line, Batch batch, Map<Long, Parent> parents, long id) {
		var post = batch.id(line.ref("post", "post"));
		var parentId = line.optionalRef("comment", "parent").map(batch::id).orElse(null);
		var path = new ArrayList<Long>();
		if (parentId != null) {
			var parent = parents.get(parentId);
			if (parent == null || parent.post() != post) {
				throw new ArchiveLine.Bad("its parent is a comment on another post");
			}
			path.addAll(parent.path());
		}
		path.add(id);
		if (path.size() > 100) {
			throw new ArchiveLine.Bad("it is a reply at level " + path.size() + "; the deepest level is 100");
		}
		return new Row(id, post, parentId, batch.id(line.ref("user", "author")), path, line.text("body", 1, 20_000),
				line.time("createdAt"));
	}

	private Map<Long, Parent> parents(List<Long> ids) {
		var parents = new HashMap<Long, Parent>();
		jdbc.sql("select id, post_id, path from comment where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
				.query((ResultSet row, int number) -> parents.put(row.getLong("id"),
						new Parent(row.getLong("post_id"), Rows.longs(row, "path"))))
				.list();
		return parents;
	}
}
