package dev.madang.market.web;

import java.util.List;

import dev.madang.media.Library;
import dev.madang.media.Picture;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** The pictures in the form of a product. */
@Component
class ProductPictures {

	private final Library library;

	ProductPictures(Library library) {
		this.library = library;
	}

	/** Those of a form that are the viewer's own, with the words of the form. */
	List<Picture> of(Viewer viewer, ProductEntry entry) {
		return entry.imageIds().isEmpty()
				? List.of()
				: library.own(viewer, entry.imageIds()).stream()
						.map(picture -> picture.saying(entry.words().getOrDefault(picture.id(), picture.alt()))).toList();
	}

	/** Keeps the words of a form. */
	void describe(Viewer viewer, ProductEntry entry) {
		if (entry.words().isEmpty()) {
			return;
		}
		for (var picture : library.own(viewer, entry.imageIds())) {
			var words = entry.words().getOrDefault(picture.id(), picture.alt()).strip();
			if (!words.equals(picture.alt())) {
				library.describe(viewer, picture.id(), words);
			}
		}
	}
}
