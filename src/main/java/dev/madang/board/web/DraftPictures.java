package dev.madang.board.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a form says of the pictures of a post.
 *
 * @param mediaIds those that it has, in their order
 * @param drop those of them that it shall not have
 * @param alt what each of them shows
 */
record DraftPictures(@Nullable List<Long> mediaIds, @Nullable List<Long> drop, @Nullable Map<Long, String> alt) {

	static final DraftPictures NONE = new DraftPictures(null, null, null);

	List<Long> ids() {
		var ids = new LinkedHashSet<Long>(mediaIds == null ? List.of() : mediaIds);
		if (drop != null) {
			drop.forEach(ids::remove);
		}
		return List.copyOf(ids);
	}

	/** The same and one more. */
	DraftPictures with(long id) {
		return new DraftPictures(Stream.concat(ids().stream(), Stream.of(id)).toList(), null, alt);
	}

	Map<Long, String> words() {
		return alt == null ? Map.of() : alt;
	}
}
