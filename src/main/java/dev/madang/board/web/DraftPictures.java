package dev.madang.board.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.madang.media.Picture;
import org.jspecify.annotations.Nullable;

/**
 * What a form says of the pictures of a post.
 *
 * @param mediaIds those that it has, in their order
 * @param drop those of them that it shall not have
 * @param alt what each of them shows
 */
record DraftPictures(@Nullable Set<Long> mediaIds, @Nullable Set<Long> drop, @Nullable Map<Long, String> alt) {

	static final DraftPictures NONE = new DraftPictures(null, null, null);

	static DraftPictures of(List<Long> ids) {
		return new DraftPictures(new LinkedHashSet<>(ids), null, null);
	}

	List<Long> ids() {
		return mediaIds == null ? List.of() : mediaIds.stream().filter(id -> drop == null || !drop.contains(id)).toList();
	}

	/** The same and one more. */
	DraftPictures with(long id) {
		return new DraftPictures(new LinkedHashSet<>(Stream.concat(ids().stream(), Stream.of(id)).toList()), null, alt);
	}

	Map<Long, String> words() {
		return alt == null ? Map.of() : alt;
	}

	/** Puts a picture at the end of a text. */
	static String inserted(String body, Picture picture) {
		var address = picture.feed().url();
		return (body.isBlank() ? "" : body.stripTrailing() + "\n\n") + "![" + picture.alt() + "]("
				+ address.substring(address.indexOf("/media/")) + ")\n";
	}
}
