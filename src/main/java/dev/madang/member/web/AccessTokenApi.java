package dev.madang.member.web;

import dev.madang.member.PersonalTokens;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The access tokens that members make for programs. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(value = Role.MEMBER, account = true)
@Tag(name = "Accounts")
class AccessTokenApi {

	private final PersonalTokens tokens;

	AccessTokenApi(PersonalTokens tokens) {
		this.tokens = tokens;
	}

	@GetMapping("/me/access-tokens")
	Slice<PersonalTokens.Token> tokens(Viewer viewer) {
		return new Slice<>(tokens.of(viewer), null);
	}

	/** Makes an access token for a program; it is in this answer and never shown again. */
	@PostMapping("/me/access-tokens")
	ResponseEntity<PersonalTokens.Token> createToken(@RequestBody PersonalTokens.Form form, Viewer viewer) {
		return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore())
				.body(tokens.create(viewer, form));
	}

	@DeleteMapping("/me/access-tokens/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeToken(@PathVariable long id, Viewer viewer) {
		tokens.remove(viewer, id);
	}
}
