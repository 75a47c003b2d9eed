package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Takes a picture out of a form, where there is no script that sends it by a link. */
@Component
public class FormUploads {

	private final Uploads uploads;

	private final Reception reception;

	private final Completion completion;

	private final Library library;

	FormUploads(Uploads uploads, Reception reception, Completion completion, Library library) {
		this.uploads = uploads;
		this.reception = reception;
		this.completion = completion;
		this.library = library;
	}

	/**
	 * Allows, receives and completes a picture.
	 *
	 * @throws Problem 422 on {@code picture} or {@code size}; 429, 503
	 */
	public Picture take(Viewer viewer, InputStream file, long size, String filename) throws IOException {
		try (var in = new BufferedInputStream(file)) {
			in.mark(PictureKind.HEAD);
			var kind = PictureKind.of(in.readNBytes(PictureKind.HEAD))
					.orElseThrow(() -> Problem.invalid("picture", "not-a-picture"));
			in.reset();
			if (size > Uploads.MOST_BYTES) {
				throw Problem.invalid("picture", "picture-too-large");
			}
			var bytes = Math.toIntExact(size);
			var allowed = uploads.allow(viewer, new Uploads.Form(kind.contentType, bytes, filename));
			reception.store(allowed.id(), bytes, in);
			completion.complete(viewer, allowed.id());
			return library.get(viewer, allowed.id());
		}
	}
}
