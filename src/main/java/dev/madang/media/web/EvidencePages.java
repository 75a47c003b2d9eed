package dev.madang.media.web;

import java.io.IOException;

import dev.madang.media.Library;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Pictures for moderators who decide about them, also while nobody else gets them. */
@Controller
@Allow(Role.MODERATOR)
class EvidencePages {

	private final Library library;

	EvidencePages(Library library) {
		this.library = library;
	}

	@GetMapping("/admin/pictures/{id}")
	ResponseEntity<byte[]> picture(@PathVariable long id, Viewer viewer) throws IOException {
		var picture = library.evidence(viewer, id);
		return ResponseEntity.ok().contentType("jpg".equals(picture.format()) ? MediaType.IMAGE_JPEG : MediaType.IMAGE_PNG)
				.cacheControl(CacheControl.noStore()).header("Content-Security-Policy", "default-src 'none'; sandbox")
				.body(picture.bytes());
	}
}
