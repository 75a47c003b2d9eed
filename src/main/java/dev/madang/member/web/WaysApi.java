package dev.madang.member.web;

import dev.madang.member.WaysOfMember;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's passkeys, which are registered on the page, and the providers that one's account is linked to. */
@RestController
@RequestMapping("/api/v1/users/me")
@Allow(value = Role.MEMBER, account = true)
@Tag(name = "Accounts")
class WaysApi {

	private final WaysOfMember ways;

	WaysApi(WaysOfMember ways) {
		this.ways = ways;
	}

	@GetMapping("/passkeys")
	Slice<WaysOfMember.Passkey> passkeys(Viewer viewer) {
		return new Slice<>(ways.passkeys(viewer), null);
	}

	@DeleteMapping("/passkeys/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removePasskey(@PathVariable long id, Viewer viewer) {
		ways.removePasskey(viewer, id);
	}

	@GetMapping("/identities")
	Slice<WaysOfMember.Identity> identities(Viewer viewer) {
		return new Slice<>(ways.identities(viewer), null);
	}

	@DeleteMapping("/identities/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeIdentity(@PathVariable long id, Viewer viewer) {
		ways.removeIdentity(viewer, id);
	}
}
