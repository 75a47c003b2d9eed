package dev.madang.media.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

import dev.madang.media.MediaStore.Served.Elsewhere;
import dev.madang.media.MediaStore.Served.OnDisk;
import dev.madang.media.StoredFiles;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Serves pictures: nobody is asked who they are, nothing is looked up but the file, and nothing that lies there runs. Whoever
 * knows the key may see it, for as long as it is shown.
 */
@Controller
@Allow(Role.ANY)
class MediaFiles {

	/** What is hidden may be seen in a browser's cache for so long, and no longer. */
	private static final Duration A_DAY = Duration.ofDays(1);

	private final StoredFiles files;

	MediaFiles(StoredFiles files) {
		this.files = files;
	}

	/** @param range parts of it, as download managers ask; of what lies beyond its end there is nothing to send */
	@GetMapping("/media/{key}/{file}")
	ResponseEntity<Resource> picture(@PathVariable String key, @PathVariable String file,
			@RequestHeader(name = HttpHeaders.RANGE, defaultValue = "") String range) throws IOException {
		return switch (files.find(key, file).orElseThrow(Problem::notFound)) {
			case OnDisk(var path) -> send(key, file, path, range);
			case Elsewhere(var url, var lasts) -> ResponseEntity.status(HttpStatus.FOUND).location(url)
					.cacheControl(CacheControl.maxAge(lasts).cachePublic()).build();
		};
	}

	private static ResponseEntity<Resource> send(String key, String file, Path found, String range) throws IOException {
		var shown = new ShownFile(found);
		if (!isWithin(range, shown)) {
			return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
					.header(HttpHeaders.CONTENT_RANGE, "bytes */" + shown.contentLength()).build();
		}
		return ResponseEntity.ok().contentType(file.endsWith(".jpg") ? MediaType.IMAGE_JPEG : MediaType.IMAGE_PNG)
				.cacheControl(CacheControl.maxAge(A_DAY).cachePublic().immutable()).eTag(key + "-" + file)
				.body(shown);
	}

	/** Of a file that was hidden a moment ago Spring would send the length, and nothing more. */
	static final class ShownFile extends FileSystemResource {

		private final Path path;

		ShownFile(Path path) {
			super(path);
			this.path = path;
		}

		/** @throws Problem 404 */
		@Override
		public InputStream getInputStream() throws IOException {
			try {
				return Files.newInputStream(path);
			}
			catch (NoSuchFileException hidden) {
				throw Problem.notFound();
			}
		}

		/** @throws Problem 404 */
		@Override
		public long contentLength() throws IOException {
			try {
				return Files.size(path);
			}
			catch (NoSuchFileException hidden) {
				throw Problem.notFound();
			}
		}
	}

	/** Spring says 416 of such a range, and sends the whole file with it. */
	private static boolean isWithin(String range, Resource file) {
		try {
			HttpRange.toResourceRegions(HttpRange.parseRanges(range), file);
			return true;
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}
}
