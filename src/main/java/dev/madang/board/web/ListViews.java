package dev.madang.board.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.madang.board.Post;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.board.PostQuery.Sort;
import dev.madang.board.ReadMarks;
import dev.madang.board.Visits;
import dev.madang.page.FeedInsert;
import dev.madang.page.Page;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Puts lists of posts into the form of a page. */
@Component
class ListViews {

	private final PostLists lists;

	private final PostRows rows;

	private final Visits visits;

	private final ReadMarks readMarks;

	ListViews(PostLists lists, PostRows rows, Visits visits, ReadMarks readMarks) {
		this.readMarks = readMarks;
		this.lists = lists;
		this.rows = rows;
		this.visits = visits;
	}

	/** What a query asks for, at a path that its narrowing is added to. */
	ListView of(PostQuery query, Viewer viewer, String path, String title, String description) {
		var slice = lists.slice(query, viewer);
		var narrowed = path;
		if (query.tag() != null) {
			narrowed += "?tag=" + UriUtils.encode(query.tag(), "UTF-8");
		}
		if (query.keyword() != null) {
			narrowed += (query.tag() == null ? "?" : "&") + "q=" + UriUtils.encode(query.keyword(), "UTF-8");
		}
		var since = viewer.isMember() && query.sort() == Sort.LATEST && query.keyword() == null
				? visits.since(viewer)
				: null;
		var sort = query.sort().name().toLowerCase(Locale.ROOT);
		return new ListView(narrowed, title, description, query.category() == null ? "" : query.category(),
				query.keyword() == null ? "" : query.keyword(), sort, rows(slice.items(), viewer, since),
				more(narrowed, sort, slice.nextCursor()), since, viewer.id(), query.paging().cursor() == null, List.of());
	}

	private List<PostRow> rows(List<Post> posts, Viewer viewer, @Nullable Instant since) {
		var shown = rows.of(posts, viewer);
		if (since == null) {
			return shown;
		}
		var marks = readMarks.of(viewer, posts.stream().map(Post::id).toList());
		return shown.stream().map(row -> {
			var post = row.post();
			var mark = marks.get(post.id());
			return mark != null
					? row.unread(false, mark.unreadOf(post.commentCount()))
					: row.unread(post.createdAt().isAfter(since) && !viewer.is(post.authorId()), 0);
		}).toList();
	}

	/** The same list with what modules put between its posts, if it is the feed of all boards. */
	static ListView withInserts(ListView list, PostQuery query, Page page) {
		if (!query.isOfAll() || query.sort() != Sort.LATEST) {
			return list;
		}
		var times = list.rows().stream().map(row -> row.post().createdAt()).toList();
		return list.with(page.inserts(FeedInsert.Part.of(times, PostLists.until(query), list.more().isEmpty())));
	}

	/** A list that is in one order only. */
	ListView plain(String path, String title, String description, Slice<Post> slice, Viewer viewer) {
		return new ListView(path, title, description, "", "", "latest", rows.of(slice.items(), viewer),
				more(path, "latest", slice.nextCursor()), null, viewer.id(), true, List.of());
	}

	/** A list of the latest, with what is new since the viewer's last visit. */
	ListView latest(String path, String title, String description, Slice<Post> slice, Viewer viewer, boolean isFirst) {
		var since = visits.since(viewer);
		return new ListView(path, title, description, "", "", "latest", rows(slice.items(), viewer, since),
				more(path, "latest", slice.nextCursor()), since, viewer.id(), isFirst, List.of());
	}

	private static String more(String address, String sort, @Nullable String cursor) {
		if (cursor == null) {
			return "";
		}
		var more = new StringBuilder(address).append(address.contains("?") ? "&" : "?");
		if (!"latest".equals(sort)) {
			more.append("sort=").append(sort).append('&');
		}
		return more.append("cursor=").append(cursor).toString();
	}
}
