package dev.madang.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the files lie. What a client sends and what readers get are kept apart: nothing is served as it was sent. Names are
 * given by the caller; each act may be repeated.
 */
public interface MediaStore {

	/**
	 * How a client sends a file, once.
	 *
	 * @param url absolute, or a path of the community itself
	 * @param fields what a form of POST carries before the file; null for PUT
	 */
	record Upload(String method, String url, Map<String, String> headers,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> fields, Instant expiresAt) {

		/** The same at another address. */
		public Upload at(String address) {
			return new Upload(method, address, headers, fields, expiresAt);
		}
	}

	/** A short-lived permission to send a file of this type and of exactly so many bytes. */
	Upload allow(long id, String contentType, int size);

	/** What was sent, on this machine. */
	Optional<Path> received(long id) throws IOException;

	/** Removes what was sent. */
	void forget(long id) throws IOException;

	/** An empty folder on this machine to make the sizes of a picture in. */
	Path folder() throws IOException;

	/** Takes that folder over, to be served under a key: all of it at once, in the place of whatever a crash has left there. */
	void keep(String key, Path folder) throws IOException;

	/** Serves it no longer, but keeps it. */
	void hide(String key) throws IOException;

	void show(String key) throws IOException;

	void remove(String key) throws IOException;

	/** A file that is served, if it is there and shown. */
	Optional<Path> find(String key, String name);

	/** The same of what is hidden, for those who decide about it. */
	Optional<Path> findHidden(String key, String name);
}
