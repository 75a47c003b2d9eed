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

	private Ranked() {
	}

	static Slice<Post> slice(String name, List<Long> ids, Viewer viewer, Paging paging, ChosenPosts posts) {
		var from = from(name, paging, ids.size());
		if (from == ids.size()) {
			return new Slice<>(List.of(), null);
		}
		var found = posts.wanted(ids.subList(from, ids.size()), viewer, paging.limit() + 1);
		return Slice.of(found, paging.limit(), last -> Cursor.of(name, ids.indexOf(last.id()) + 1));
	}

	/** Where a part begins. */
	static int from(String name, Paging paging, int size) {
		var cursor = Cursor.read(paging.cursor(), name, 1);
		return cursor == null ? 0 : Math.clamp(cursor.key(0), 0, size);
	}
}
