package dev.madang.site;

import java.net.URI;

import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Redirects from the paths that pages had before, for bookmarks. */
@Controller
@Allow(Role.ADMIN)
class MovedPages {

	@GetMapping("/admin/door")
	ResponseEntity<Void> signUps() {
		return movedTo("/admin/sign-ups");
	}

	@GetMapping("/admin/words")
	ResponseEntity<Void> dictionary() {
		return movedTo("/admin/dictionary");
	}

	@GetMapping("/admin/followers")
	ResponseEntity<Void> jobs() {
		return movedTo("/admin/jobs");
	}

	private static ResponseEntity<Void> movedTo(String path) {
		return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY).location(URI.create(path)).build();
	}
}
