package dev.madang.board.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.board.Post;
import dev.madang.board.PostForm;
import dev.madang.media.Picture;
import dev.madang.media.StoredPicture;

/**
 * What the editor holds.
 *
 * @param id of the post that is edited, 0 for a new one
 * @param version that the author has seen, 0 for a new one
 * @param tags with commas
 * @param itemId of the book or film that it is about, 0 for none
 * @param rating 0 for none
 * @param shown its pictures
 */
public record Draft(long id, int version, String category, String title, String body, String tags, long itemId, int rating,
		boolean unpublished, DraftPictures shown) {

	static Draft empty(String category, long itemId) {
		return new Draft(0, 0, category, "", "", "", itemId, 0, true, DraftPictures.NONE);
	}

	/** What another program of the device gave to be written about. */
	Draft shared(String sharedTitle, String text, String url) {
		var sharedBody = Stream.of(text, url).map(String::strip).filter(part -> !part.isEmpty()).distinct()
				.collect(Collectors.joining("\n\n"));
		return new Draft(id, version, category, sharedTitle.strip(), sharedBody, tags, itemId, rating, unpublished, shown);
	}

	static Draft of(Post post, String category) {
		var rating = post.rating();
		return new Draft(post.id(), post.version(), category, post.title(), post.body(), String.join(", ", post.tags()),
				post.item() == null ? 0 : post.item().id(), rating == null ? 0 : rating, "draft".equals(post.status()),
				DraftPictures.of(post.pictures().stream().map(StoredPicture::id).toList()));
	}

	/** The same for a version of a post that somebody has seen. */
	Draft at(long seenId, int seenVersion) {
		return new Draft(seenId, seenVersion, category, title, body, tags, itemId, rating, unpublished, shown);
	}

	/** The same with one more picture, at the end of the text. */
	Draft with(Picture picture) {
		return new Draft(id, version, category, title, DraftPictures.inserted(body, picture), tags, itemId, rating, unpublished,
				shown.with(picture.id()));
	}

	PostForm form(String status) {
		var names = tags.isBlank()
				? List.<String>of()
				: List.of(tags.split(",")).stream().map(String::strip).filter(tag -> !tag.isEmpty()).toList();
		return PostForm.of(category, title, body, names, itemId == 0 ? null : itemId, rating == 0 ? null : rating, status)
				.showing(shown.ids());
	}
}
