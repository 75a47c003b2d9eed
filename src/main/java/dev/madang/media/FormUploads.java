package dev.madang.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes a picture out of a form, where there is no script that sends it by a link. */
@Component
public class FormUploads {

	private final Uploads uploads;

	private final UploadReceiver receiver;

	private final Completion completion;

	private final Library library;

	FormUploads(Uploads uploads, UploadReceiver receiver, Completion completion, Library library) {
		this.uploads = uploads;
		this.receiver = receiver;
		this.completion = completion;
		this.library = library;
	}

	/** Whether a form brought a file: a browser sends a nameless empty one where none was chosen. */
	public static boolean isChosen(@Nullable MultipartFile file) {
		return file != null && !Texts.orEmpty(file.getOriginalFilename()).isEmpty();
	}

	/**
	 * The same of what a form brought.
	 *
	 * @throws Problem 422 also {@code no-file}
	 */
	public Picture take(Viewer viewer, @Nullable MultipartFile file) throws IOException {
		if (file == null || !isChosen(file)) {
			throw Problem.invalid("picture", "no-file");
		}
		return take(viewer, file.getInputStream(), file.getSize(), "");
	}

	/**
	 * Allows, receives and completes a picture.
	 *
	 * @throws Problem 422 on {@code picture} or {@code size}; 429, 503
	 */
	public Picture take(Viewer viewer, InputStream file, long size, String filename) throws IOException {
		if (size == 0) {
			throw Problem.invalid("picture", "empty-file");
		}
		try (var in = new BufferedInputStream(file)) {
			in.mark(PictureKind.HEAD);
			var kind = PictureKind.of(in.readNBytes(PictureKind.HEAD))
					.orElseThrow(() -> Problem.invalid("picture", "not-a-picture"));
			in.reset();
			if (size > Uploads.MOST_BYTES) {
				throw Problem.invalid("picture", "picture-too-large", Uploads.MOST_BYTES >> 20, 0);
			}
			var bytes = Math.toIntExact(size);
			var allowed = uploads.allow(viewer, new Uploads.Form(kind.contentType, bytes, filename));
			var part = receiver.receive(bytes, in);
			try {
				completion.complete(viewer, allowed.id(), part);
			}
			finally {
				Files.deleteIfExists(part);
			}
			return library.get(viewer, allowed.id());
		}
	}
}
