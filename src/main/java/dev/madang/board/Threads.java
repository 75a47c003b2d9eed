package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import dev.madang.activity.SharedRead;
import dev.madang.activity.SharedReads;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.content.ContentState;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Reads threads of comments, a part at a time, with one statement: a reply after its parent, the oldest first. */
@Component
public class Threads {

	/** A comment that is not shown keeps its place while one below it is left. */
	private static String shown(boolean hides) {
		return """
				(c.state = 'listed' %s or exists (
				  select 1 from comment below
				  where below.post_id = c.post_id and below.state = 'listed' %s
				    and below.path > c.path and below.path < trim_array(c.path, 1) || (c.id + 1)))
				""".formatted(hides ? "and c.author_id <> all(:hidden)" : "",
				hides ? "and below.author_id <> all(:hidden)" : "");
	}

	/** A row of a post's thread; a post without comments is one row without one. */
	private record Row(long categoryId, long authorId, ContentState state, long before, @Nullable Comment comment) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(row.getLong("post_category"), row.getLong("post_author"),
					ContentState.of(row.getString("post_state")),
					row.getLong("before"),
					Rows.optionalLong(row, "id") == null ? null : Comment.read(row, number));
		}

		Comment whole() {
			return Objects.requireNonNull(comment);
		}

		Row unmarked() {
			return comment == null ? this : new Row(categoryId, authorId, state, before, comment.likedByMe(false));
		}

		int characters() {
			return comment == null ? 0 : LINE + comment.body().length();
		}
	}

	/** A part of a thread that is the same for all who are kept from nobody, but for what they like. */
	private record Common(long postId, List<Long> top, Paging paging) {
	}

	/** Characters of all of a row but its text. */
	private static final int LINE = 200;

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final OwnMarks marks;

	private final SharedRead<Common, List<Row>> common;

	Threads(JdbcClient jdbc, PostRules rules, OwnMarks marks, SharedReads reads) {
		this.marks = marks;
		this.common = reads.by("thread", new TypeReference<>() {
		}, (key, rows) -> rows.stream().mapToInt(Row::characters).sum());
		this.jdbc = jdbc;
		this.rules = rules;
	}

	/** @throws Problem 404 if the viewer may not see the post, 400 for a cursor that is none of a thread's */
	public Slice<Comment> of(long postId, Viewer viewer, Paging paging) {
		return shown(postId, List.of(), viewer, paging);
	}

	/** The same for somebody who moderates the post's category: also each comment that was removed. */
	public Slice<Comment> withRemoved(long postId, Viewer viewer, Paging paging) {
		return slice(rows(postId, List.of(), "true", viewer, paging), viewer, paging);
	}

	/** What is below a comment. */
	public Slice<Comment> below(Comment comment, Viewer viewer, Paging paging) {
		return shown(comment.postId(), comment.path(), viewer, paging);
	}

	private Slice<Comment> shown(long postId, List<Long> top, Viewer viewer, Paging paging) {
		var hides = rules.hidden(viewer).length > 0;
		if (hides || !viewer.isMember()) {
			return slice(rows(postId, top, shown(hides), viewer, paging), viewer, paging);
		}
		var key = new Common(postId, top, paging);
		var rows = common.find(key);
		if (rows == null) {
			return slice(common.read(key, () -> rows(postId, top, shown(false), viewer, paging), Threads::unmarked), viewer,
					paging);
		}
		var thread = slice(rows, viewer, paging);
		var liked = marks.onComments(viewer, thread.items().stream().map(Comment::id).toList());
		return thread.map(comment -> comment.likedByMe(liked.contains(comment.id())));
	}

	private static List<Row> unmarked(List<Row> rows) {
		return rows.stream().map(Row::unmarked).toList();
	}

	private List<Row> rows(long postId, List<Long> top, String shown, Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "thread", 0);
		var after = part.after() == null ? top : part.after().keys();
		return jdbc
				.sql("""
						select p.category_id as post_category, p.author_id as post_author, p.state as post_state, t.*
						from post p left join lateral (
						  select %s, %s from comment c %s
						  where c.post_id = p.id %s %s and %s
						  order by c.path
						  %s) t on t.before_last < :most
						where p.id = :post
						order by t.path
						""".formatted(Comment.COLUMNS, Slice.before("v.body", "c.path"), Comment.JOINS,
						after.isEmpty() ? "" : "and c.path > :after",
						top.isEmpty() ? "" : "and c.path < :end", shown, part.limit()))
				.param("post", postId)
				.param("viewer", viewer.id())
				.param("hidden", rules.hidden(viewer))
				.param("after", after.toArray(Long[]::new)).param("end", end(top)).param("most", Slice.MOST_TEXT)
				.query(Row::read).list();
	}

	private Slice<Comment> slice(List<Row> rows, Viewer viewer, Paging paging) {
		var post = rows.stream().findFirst().orElseThrow(Problem::notFound);
		rules.requireSeen(viewer, post.categoryId(), post.authorId(), post.state());
		return Slice.ofTexts(rows.stream().filter(row -> row.comment() != null).toList(), paging.limit(), Row::before,
				last -> Cursor.of("thread", last.whole().path().stream().mapToLong(Long::longValue).toArray())).map(Row::whole);
	}

	/** Where the comments below one end: at whatever could come after it on its own level. */
	private static Long[] end(List<Long> top) {
		var end = top.toArray(Long[]::new);
		if (end.length > 0) {
			end[end.length - 1] = end[end.length - 1] + 1;
		}
		return end;
	}
}
