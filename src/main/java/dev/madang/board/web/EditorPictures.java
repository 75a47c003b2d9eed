package dev.madang.board.web;

import java.util.List;

import dev.madang.media.Library;
import dev.madang.media.Picture;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** The pictures beside the text that is written. */
@Component
class EditorPictures {

	private final Library library;

	EditorPictures(Library library) {
		this.library = library;
	}

	/** Those of a form that are the viewer's own, with the words of the form. */
	List<Picture> of(Viewer viewer, DraftPictures shown) {
		return shown.ids().isEmpty()
				? List.of()
				: library.own(viewer, shown.ids()).stream().map(picture -> picture.saying(
						shown.words().getOrDefault(picture.id(), picture.alt()))).toList();
	}

	/** Keeps the words of a form. */
	void describe(Viewer viewer, DraftPictures shown) {
		if (shown.words().isEmpty()) {
			return;
		}
		for (var picture : library.own(viewer, shown.ids())) {
			var words = shown.words().getOrDefault(picture.id(), picture.alt()).strip();
			if (!words.equals(picture.alt())) {
				library.describe(viewer, picture.id(), words);
			}
		}
	}

	/** Puts a picture at the end of a text. */
	static String inserted(String body, Picture picture) {
		var address = picture.feed().url();
		return (body.isBlank() ? "" : body.stripTrailing() + "\n\n") + "![" + picture.alt() + "]("
				+ address.substring(address.indexOf("/media/")) + ")\n";
	}
}
