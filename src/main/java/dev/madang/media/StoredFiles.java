package dev.madang.media;

import java.io.IOException;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** Where the files of pictures are read: where new ones go, or, from before there was a bucket, in the folder. */
@Component
public class StoredFiles {

	private final MediaStore store;

	private final FolderStore folder;

	private final UnmovedPictures unmoved;

	StoredFiles(MediaStore store, FolderStore folder, UnmovedPictures unmoved) {
		this.store = store;
		this.folder = folder;
		this.unmoved = unmoved;
	}

	/** Where readers get a file from; empty if it is known not to be there or not to be shown. */
	public Optional<MediaStore.Served> find(String key, String name) {
		var left = unmoved.areThere() ? folder.find(key, name) : Optional.<MediaStore.Served>empty();
		return left.isPresent() && unmoved.isShown(key) ? left : store.find(key, name);
	}

	/** A file, shown or hidden, for those who decide about it or own it. */
	Optional<LocalFile> open(String key, String name) throws IOException {
		var left = unmoved.areThere() ? folder.open(key, name) : Optional.<LocalFile>empty();
		return left.isPresent() ? left : store.open(key, name);
	}
}
