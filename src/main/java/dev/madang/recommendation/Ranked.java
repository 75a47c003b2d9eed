package dev.madang.recommendation;

import java.util.List;

import dev.madang.board.ChosenPosts;
import dev.madang.board.Post;
import dev.madang.platform.Cursor;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;

/** Parts of a list whose order is known only as a whole: the cursor is a place in it. */
final class Ranked {

	/** So many more are looked up as some may be gone, or hidden from whoever asks. */
	private static final int SPARE = 10;

	private Ranked() {
	}

	static Slice<Post> slice(String name, List<Long> ids, Viewer viewer, Paging paging, ChosenPosts posts) {
		var from = from(name, paging, ids.size());
		var to = Math.min(ids.size(), from + paging.limit() + SPARE);
		if (from == to) {
			return new Slice<>(List.of(), null);
		}
		var found = posts.wanted(ids.subList(from, to), viewer);
		var shown = found.subList(0, Math.min(found.size(), paging.limit()));
		var next = found.size() > shown.size() ? ids.indexOf(shown.getLast().id()) + 1 : to;
		return new Slice<>(shown, next < ids.size() ? Cursor.of(name, next) : null);
	}

	/** Where a part begins. */
	static int from(String name, Paging paging, int size) {
		var cursor = Cursor.read(paging.cursor(), name, 1);
		return cursor == null ? 0 : Math.clamp(cursor.key(0), 0, size);
	}
}
