package dev.madang.board.web;

import java.util.Locale;

import dev.madang.board.Post;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
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

	ListViews(PostLists lists, PostRows rows) {
		this.lists = lists;
		this.rows = rows;
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
		var sort = query.sort().name().toLowerCase(Locale.ROOT);
		return new ListView(narrowed, title, description, query.category() == null ? "" : query.category(),
				query.keyword() == null ? "" : query.keyword(), sort, rows.of(slice.items()),
				more(narrowed, sort, slice.nextCursor()));
	}

	/** A list that is in one order only. */
	ListView plain(String path, String title, String description, Slice<Post> slice) {
		return new ListView(path, title, description, "", "", "latest", rows.of(slice.items()),
				more(path, "latest", slice.nextCursor()));
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
