package dev.madang.media.web;

import java.time.Duration;

import dev.madang.media.MediaStore;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves pictures: nobody is asked who they are, nothing is looked up but the file, and nothing that lies there runs. Whoever
 * knows the key may see it, for as long as it is shown.
 */
@Controller
@Allow(Role.ANY)
class MediaFiles {

	/** What is hidden may be seen in a browser's cache for so long, and no longer. */
	private static final Duration A_DAY = Duration.ofDays(1);

	private final MediaStore store;

	MediaFiles(MediaStore store) {
		this.store = store;
	}

	@GetMapping("/media/{key}/{file}")
	ResponseEntity<Resource> picture(@PathVariable String key, @PathVariable String file) {
		var found = store.find(key, file).orElseThrow(Problem::notFound);
		return ResponseEntity.ok().contentType(file.endsWith(".jpg") ? MediaType.IMAGE_JPEG : MediaType.IMAGE_PNG)
				.cacheControl(CacheControl.maxAge(A_DAY).cachePublic().immutable()).eTag(key + "-" + file)
				.body(new FileSystemResource(found));
	}
}
