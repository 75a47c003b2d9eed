package dev.madang.member;

import java.util.Optional;

import dev.madang.platform.Viewer;

/** What the module of pictures, above this one, has of a member. */
public interface OwnPictures {

	/** The file of one of the viewer's own pictures, JPEG or PNG, if there is such a one. */
	Optional<byte[]> find(Viewer viewer, long mediaId);
}
