package dev.madang.member;

import java.util.Optional;

import dev.madang.platform.Viewer;

/** What the module of pictures, above this one, does for a member's face. */
public interface OwnPictures {

	/** The file of one of the viewer's own pictures, JPEG or PNG, if there is such a one. */
	Optional<byte[]> find(Viewer viewer, long mediaId);

	/**
	 * What one sees of a file that somebody sent, upright, as JPEG or PNG, and no larger than pictures are kept.
	 *
	 * @throws dev.madang.platform.Problem 422 {@code not-a-picture} or {@code picture-too-large}; 503 if too many wait
	 */
	byte[] develop(Viewer viewer, byte[] file);
}
