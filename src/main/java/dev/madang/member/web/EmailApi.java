package dev.madang.member.web;

import dev.madang.member.Emails;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses of a member. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(value = Role.MEMBER, account = true)
@Tag(name = "Accounts")
class EmailApi {

	record NewEmail(@Nullable String email) {
	}

	private final Emails emails;

	EmailApi(Emails emails) {
		this.emails = emails;
	}

	@GetMapping("/me/emails")
	Slice<Emails.Email> emails(Viewer viewer) {
		return new Slice<>(emails.of(viewer), null);
	}

	/** Adds an address; an email goes there, and it counts when its link is followed. */
	@PostMapping("/me/emails")
	@ResponseStatus(HttpStatus.CREATED)
	Emails.Email addEmail(@RequestBody NewEmail form, Viewer viewer) {
		return emails.add(viewer, form.email());
	}

	@DeleteMapping("/me/emails/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeEmail(@PathVariable long id, Viewer viewer) {
		emails.remove(viewer, id);
	}

	@PutMapping("/me/emails/{id}/primary")
	Emails.Email makePrimary(@PathVariable long id, Viewer viewer) {
		return emails.makePrimary(viewer, id);
	}
}
