package dev.madang.member.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Blocks;
import dev.madang.member.MemberExport;
import dev.madang.member.Emails;
import dev.madang.member.LoginHistory;
import dev.madang.member.PersonalTokens;
import dev.madang.member.SignIns;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own account: addresses, sign-ins, access tokens, blocks. A program's token is not let in here. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(value = Role.MEMBER, account = true)
@Tag(name = "Accounts")
class AccountApi {

	record NewEmail(@Nullable String email) {
	}

	private final Emails emails;

	private final SignIns signIns;

	private final LoginHistory history;

	private final PersonalTokens tokens;

	private final Blocks blocks;

	private final MemberExport exports;

	AccountApi(Emails emails, SignIns signIns, LoginHistory history, PersonalTokens tokens, Blocks blocks,
			MemberExport exports) {
		this.emails = emails;
		this.signIns = signIns;
		this.history = history;
		this.tokens = tokens;
		this.blocks = blocks;
		this.exports = exports;
	}

	/** When and from where one signed in, failures too. */
	@GetMapping("/me/logins")
	Slice<LoginHistory.Entry> logins(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return history.of(viewer, Paging.of(limit, cursor, null));
	}

	/** The sign-ins that still hold. */
	@GetMapping("/me/sign-ins")
	Slice<SignIns.SignIn> signIns(Viewer viewer) {
		return new Slice<>(signIns.of(viewer), null);
	}

	@DeleteMapping("/me/sign-ins/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endSignIn(@PathVariable long id, Viewer viewer) {
		signIns.end(viewer, id);
	}

	@GetMapping("/me/emails")
	Slice<Emails.Email> emails(Viewer viewer) {
		return new Slice<>(emails.of(viewer), null);
	}

	/** Adds an address; a letter goes there, and it counts when its link is followed. */
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

	@GetMapping("/me/blocks")
	@Allow(Role.MEMBER)
	Slice<Blocks.Blocked> blocks(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return blocks.of(viewer, Paging.of(limit, cursor, null));
	}

	@PutMapping("/{handle}/block")
	@Allow(Role.MEMBER)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void block(@PathVariable String handle, Viewer viewer) {
		blocks.block(viewer, handle);
	}

	@DeleteMapping("/{handle}/block")
	@Allow(Role.MEMBER)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unblock(@PathVariable String handle, Viewer viewer) {
		blocks.unblock(viewer, handle);
	}

	/** Everything that one made, as a zip of NDJSON files. */
	@GetMapping(path = "/me/export", produces = "application/zip")
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
	void export(Viewer viewer, HttpServletResponse response) throws IOException {
		ExportFile.send(exports.make(viewer), response);
	}
}
