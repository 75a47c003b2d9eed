package dev.madang.media;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the files lie. What a client sends and what readers get are kept apart: nothing is served as it was sent. Names are
 * given by the caller; each act may be repeated. One that lies on another server throws
 * {@link dev.madang.platform.engine.EngineAway} where that server cannot be used.
 */
public interface MediaStore {

	Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{22}");

	Pattern NAME = Pattern.compile("(thumb|feed|full)\\.(jpg|png)");

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

	/** Where readers get a picture from. */
	sealed interface Served {

		/** From here. */
		record OnDisk(Path path) implements Served {
		}

		/**
		 * From another server.
		 *
		 * @param lasts for so long the URL may be remembered
		 */
		record Elsewhere(URI url, Duration lasts) implements Served {
		}
	}

	/** Whether a picture can have such a key and such a file. */
	static boolean isName(String key, String name) {
		return KEY.matcher(key).matches() && NAME.matcher(name).matches();
	}

	/**
	 * A short-lived permission to send a file of this type and of exactly so many bytes.
	 *
	 * @throws dev.madang.platform.Problem 503 {@code engine-away}
	 */
	Upload allow(long id, String contentType, int size);

	/** What was sent, if it has this size. */
	Optional<LocalFile> received(long id, int size) throws IOException;

	/** Removes what was sent. */
	void forget(long id) throws IOException;

	/** An empty folder on this machine to make the sizes of a picture in. */
	Path folder() throws IOException;

	/**
	 * Takes that folder over, in the place of whatever a crash has left there.
	 *
	 * @param hidden whether it is not to be served
	 */
	void keep(String key, Path folder, boolean hidden) throws IOException;

	/** Serves it no longer, but keeps it. */
	void hide(String key) throws IOException;

	void show(String key) throws IOException;

	void remove(String key) throws IOException;

	/** Where readers get a file from; empty if it is known not to be there or not to be shown. */
	Optional<Served> find(String key, String name);

	/** A file, shown or hidden, for those who decide about it or own it. */
	Optional<LocalFile> open(String key, String name) throws IOException;
}
