package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.madang.activity.SharedRead;
import dev.madang.activity.SharedReads;
import dev.madang.activity.SharedValues;
import dev.madang.board.PostQuery.Sort;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Numbered;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.TableScans;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.replica.ReplicaReads;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Lists of posts, each with one statement. */
@Component
public class PostLists {

	private static final int COUNTED_MOST = 10_000;

	/** Characters of all of a row but its text. */
	private static final int LINE = 300;

	/** So many posts with a keyword are asked for to show a page of the latest: some may be hidden by now. */
	private static final int MORE_THAN_A_PAGE = 300;

	private static final List<Integer> ASKED_AT_ONCE = List.of(COUNTED_MOST + 1);

	/** The second time if so many are hidden, or are of the same moment as the end of the page before, that too few are left. */
	private static final List<Integer> ASKED = List.of(MORE_THAN_A_PAGE, COUNTED_MOST + 1);

	private record Row(@Nullable Post post, boolean pinnedFirst, long total) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(Rows.optionalLong(row, "id") == null ? null : Post.read(row, number), row.getBoolean("pinned_first"),
					row.getLong("total"));
		}

		Row with(OwnMarks.OfPosts marks) {
			return post == null ? this : new Row(marks.on(post), pinnedFirst, total);
		}

		int characters() {
			return post == null ? 0 : LINE + post.body().length();
		}
	}

	private record Shown(Post post, boolean pinnedFirst) {
	}

	/** A list that is the same for all who read the same boards, but for what they have marked. */
	private record Common(PostQuery query, List<Long> among) {

		int characters() {
			return length(query.tag()) + length(query.paging().cursor()) + 16 * among.size();
		}

		private static int length(@Nullable String word) {
			return word == null ? 0 : word.length();
		}
	}

	private final ReplicaReads replica;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final KeywordPosts keywords;

	private final TableScans scans;

	private final OwnMarks marks;

	private final SharedRead<Common, List<Row>> common;

	private final SharedValues shared;

	PostLists(ReplicaReads replica, Categories categories, KeywordPosts keywords, TableScans scans, OwnMarks marks,
			SharedReads reads, SharedValues shared) {
		this.replica = replica;
		this.shared = shared;
		this.marks = marks;
		this.common = reads.by("posts", new TypeReference<>() {
		}, (key, rows) -> key.characters() + rows.stream().mapToInt(Row::characters).sum());
		this.jdbc = replica.database();
		this.categories = categories;
		this.keywords = keywords;
		this.scans = scans;
	}

	/** Whether a keyword would be looked for row by row now, because there is no index that knows it. */
	public boolean isWithoutIndex(PostQuery query) {
		return query.keyword() != null && !keywords.isIndexed();
	}

	/**
	 * Posts from a cursor on.
	 *
	 * @throws Problem 404 for an unknown category, 400 for a cursor that is none of this list, 503 if there is no index and a
	 *         keyword is so rare that looking for it row by row takes over two seconds
	 */
	public Slice<Post> slice(PostQuery query, Viewer viewer) {
		return slice(query, rows(query, viewer, false));
	}

	/** The same as the database has it now, for what is kept for longer than a moment, or shown to members. */
	public Slice<Post> sliceNow(PostQuery query, Viewer viewer) {
		return slice(query, rows(query, viewer, true));
	}

	private static Slice<Post> slice(PostQuery query, List<Row> rows) {
		var shown = rows.stream().filter(row -> row.post() != null)
				.map(row -> new Shown(Objects.requireNonNull(row.post()), row.pinnedFirst())).toList();
		return Slice.of(shown, query.paging().limit(), last -> Cursor.of(query.cursorName(), last.pinnedFirst() ? 1 : 0,
				key(query.sort(), last.post()), last.post().id())).map(Shown::post);
	}

	/** Of the latest posts, the moment that a part comes after, or null at the beginning. */
	public static @Nullable Instant until(PostQuery query) {
		var cursor = Cursor.read(query.paging().cursor(), query.cursorName(), 3);
		return cursor == null ? null : Rows.ofMicros(cursor.key(1)).toInstant();
	}

	/** A numbered page, with how many there are. */
	public Numbered<Post> numbered(PostQuery query, Viewer viewer) {
		var rows = rows(query, viewer, false);
		List<Post> posts = rows.stream().map(Row::post).filter(Objects::nonNull)
				.limit(query.paging().limit()).toList();
		var total = rows.isEmpty() ? 0 : rows.getFirst().total();
		return new Numbered<>(posts, query.paging().page(), query.paging().limit(), Math.min(total, total(query, total)),
				total(query, total) < total);
	}

	/** How many posts of others are newer than a moment, {@code most} at most; nothing but categories narrows the query. */
	public int newer(PostQuery query, Viewer viewer, Instant after, int most) {
		var parameters = parameters(query, Keyset.of(query.paging(), query.cursorName(), 3), viewer);
		return jdbc.sql("""
				select count(*) from (
				  select 1 from unnest(:categories) as chosen (id)
				  cross join lateral (
				    select 1 from post p
				    where p.category_id = chosen.id and p.state = 'listed' and p.created_at > :after
				      and p.author_id <> :viewer and p.author_id <> all(:hidden)
				    limit %1$d) each
				  limit %1$d) newest
				""".formatted(most)).params(parameters).param("after", Rows.ofMicros(Rows.micros(after))).query(Integer.class)
				.single();
	}

	private static long total(PostQuery query, long total) {
		return query.keyword() == null && query.item() == null ? total : Math.min(total, COUNTED_MOST);
	}

	private List<Row> rows(PostQuery query, Viewer viewer, boolean isNow) {
		var part = Keyset.of(query.paging(), query.cursorName(), 3);
		var parameters = parameters(query, part, viewer);
		if (query.keyword() == null) {
			if ((viewer.isMember() || shared.areShared()) && categories.tree().hidden(viewer).length == 0) {
				return forMany(query, part, viewer, parameters);
			}
			Function<JdbcClient, List<Row>> read = from -> statement(from, query, part, viewer, parameters, false)
					.query(Row::read).list();
			return isNow ? read.apply(jdbc) : replica.read(viewer, read);
		}
		var isSlice = !query.paging().isNumbered();
		for (var most : isSlice && KeywordPosts.isInOrder(query) ? ASKED : ASKED_AT_ONCE) {
			var found = keywords.find(query, viewer, parameters, most);
			if (found.isEmpty()) {
				break;
			}
			var ids = found.get().ids();
			parameters.put("found", ids);
			var some = statement(jdbc, query, part, viewer, parameters, true);
			var rows = ids.length <= MORE_THAN_A_PAGE
					? scans.bounded(some, Row::read, KeywordPosts.TOO_RARE)
					: scans.list(viewer, some, Row::read, KeywordPosts.TOO_RARE);
			if (found.get().isAll() || !isSlice || rows.size() > query.paging().limit()) {
				return rows;
			}
		}
		return scans.list(viewer, statement(jdbc, query, part, viewer, parameters, false), Row::read, KeywordPosts.TOO_RARE);
	}

	/** One statement, whether somebody has just read the same list or not; for guests none, if so. */
	private List<Row> forMany(PostQuery query, Keyset part, Viewer viewer, Map<String, @Nullable Object> parameters) {
		var key = new Common(query, List.of((Long[]) Objects.requireNonNull(parameters.get("categories"))));
		var rows = common.find(key);
		if (rows == null) {
			return common.read(key, () -> statement(jdbc, query, part, viewer, parameters, false).query(Row::read).list(),
					read -> marked(read, OwnMarks.OfPosts.NONE));
		}
		return !viewer.isMember()
				? rows
				: marked(rows,
						marks.onPosts(viewer,
								rows.stream().flatMap(row -> Stream.ofNullable(row.post())).map(Post::id).toList()));
	}

	private static List<Row> marked(List<Row> rows, OwnMarks.OfPosts marks) {
		return rows.stream().map(row -> row.with(marks)).toList();
	}

	private JdbcClient.StatementSpec statement(JdbcClient from, PostQuery query, Keyset part, Viewer viewer,
			Map<String, @Nullable Object> parameters, boolean isIndexed) {
		var tree = categories.tree();
		var among = (Long[]) Objects.requireNonNull(parameters.get("categories"));
		return from.sql(new PostListSql(query, part, among.length, tree.isReadableWhole(viewer), tree.hidden(viewer).length > 0,
				isIndexed).page()).params(parameters);
	}

	private Map<String, @Nullable Object> parameters(PostQuery query, Keyset part, Viewer viewer) {
		var tree = categories.tree();
		var among = query.category() == null
				? tree.readable(viewer)
				: tree.within(categories.get(query.category(), viewer), viewer);
		var parameters = new HashMap<String, @Nullable Object>();
		among = among.stream().filter(category -> !query.without().contains(category.id())).toList();
		parameters.put("viewer", viewer.id());
		parameters.put("hidden", categories.tree().hidden(viewer));
		parameters.put("categories", among.stream().map(Category::id).toArray(Long[]::new));
		for (int i = 0; i < among.size(); i++) {
			parameters.put("category" + i, among.get(i).id());
		}
		parameters.put(query.sort() == Sort.LATEST ? "keyTime" : "key",
				query.sort() == Sort.LATEST ? part.time(1) : part.key(1));
		parameters.put("keyId", part.key(2));
		parameters.put("offset", query.paging().offset());
		parameters.put("tag", query.tag());
		parameters.put("author", query.author());
		parameters.put("item", query.item());
		if (query.keyword() != null) {
			parameters.put("keyword", "%" + Texts.escapeLike(query.keyword()) + "%");
			var prefix = query.keyword().toLowerCase(Locale.ROOT);
			parameters.put("prefix", prefix);
			parameters.put("prefixEnd", prefix + Character.toString(Character.MAX_CODE_POINT));
		}
		return parameters;
	}

	private static long key(Sort sort, Post post) {
		return switch (sort) {
			case LATEST -> Rows.micros(post.createdAt());
			case POPULAR -> post.likeCount();
			case DISCUSSED -> post.commentCount();
		};
	}
}
