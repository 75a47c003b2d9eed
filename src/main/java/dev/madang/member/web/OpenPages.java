package dev.madang.member.web;

import java.time.Duration;

import dev.madang.member.Pictures;
import dev.madang.member.SigningKeys;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What anybody may fetch: the keys that check access tokens, and members' pictures. */
@Controller
@Allow(Role.ANY)
class OpenPages {

	private final SigningKeys keys;

	private final Pictures pictures;

	OpenPages(SigningKeys keys, Pictures pictures) {
		this.keys = keys;
		this.pictures = pictures;
	}

	@GetMapping("/.well-known/jwks.json")
	ResponseEntity<String> keys() {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
				.contentType(MediaType.APPLICATION_JSON).body(keys.publicSet());
	}

	/** A picture's address is its content's hash, so it never changes. */
	@GetMapping("/pictures/{hash}.jpg")
	ResponseEntity<byte[]> picture(@PathVariable String hash) {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
				.contentType(MediaType.IMAGE_JPEG).body(pictures.find(hash).orElseThrow(Problem::notFound));
	}
}
