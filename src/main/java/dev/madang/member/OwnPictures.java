package dev.madang.member;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import dev.madang.platform.Viewer;

/** What the module of pictures, above this one, does for a member's face. */
public interface OwnPictures {

	/**
	 * The middle of one of the viewer's own pictures, if there is such a one, as a square JPEG.
	 *
	 * @param side of so many pixels
	 */
	Optional<byte[]> find(Viewer viewer, long mediaId, int side);

	/**
	 * The middle of what one sees of a file that somebody sends, upright, as a square JPEG.
	 *
	 * @param mostBytes that the file may have
	 * @throws dev.madang.platform.Problem 422 {@code not-a-picture} or {@code picture-too-large}; 503 if too many wait
	 */
	byte[] process(Viewer viewer, InputStream file, int mostBytes, int side) throws IOException;
}
