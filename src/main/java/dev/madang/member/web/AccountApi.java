package dev.madang.member.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.LoginHistory;
import dev.madang.member.MemberExport;
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
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

	private final SignIns signIns;

	private final LoginHistory history;

	private final MemberExport exports;

	AccountApi(SignIns signIns, LoginHistory history, MemberExport exports) {
		this.signIns = signIns;
		this.history = history;
		this.exports = exports;
	}

	/** When and from where one signed in, failures too. */
	@GetMapping("/me/logins")
	Slice<LoginHistory.LoginEntry> logins(@RequestParam(required = false) @Nullable Integer limit,
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

	/** Everything that one made, as a zip of NDJSON files. */
	@GetMapping(path = "/me/export", produces = "application/zip")
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
	void export(Viewer viewer, HttpServletResponse response) throws IOException {
		ExportFile.send(exports.make(viewer), response);
	}
}
