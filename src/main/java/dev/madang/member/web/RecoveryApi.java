package dev.madang.member.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Confirmations;
import dev.madang.member.Emails;
import dev.madang.member.KnownDevices;
import dev.madang.member.PasswordChange;
import dev.madang.member.PasswordReset;
import dev.madang.member.PasswordResetRequests;
import dev.madang.platform.Limits;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses that are confirmed, passwords that are forgotten or changed. */
@RestController
@RequestMapping("/api/v1/auth")
@Allow(Role.ANY)
@Tag(name = "Accounts")
class RecoveryApi {

	@Schema(name = "MailedToken")
	record Token(@Nullable String token) {
	}

	record Outcome(Confirmations.Outcome outcome) {
	}

	record ResetRequest(@Nullable String email) {
	}

	record Reset(@Nullable String token, @Nullable String newPassword) {

		@Override
		public String toString() {
			return "reset";
		}
	}

	record Change(@Nullable String currentPassword, @Nullable String newPassword) {

		@Override
		public String toString() {
			return "change";
		}
	}

	private final Confirmations confirmations;

	private final Emails emails;

	private final PasswordResetRequests requests;

	private final PasswordReset reset;

	private final PasswordChange change;

	private final Limits limits;

	private final KnownDevices devices;

	RecoveryApi(Confirmations confirmations, Emails emails, PasswordResetRequests requests, PasswordReset reset,
			PasswordChange change, Limits limits, KnownDevices devices) {
		this.devices = devices;
		this.confirmations = confirmations;
		this.emails = emails;
		this.requests = requests;
		this.reset = reset;
		this.change = change;
		this.limits = limits;
	}

	@PostMapping("/email/confirm")
	Outcome confirm(@RequestBody Token token, HttpServletRequest request) {
		limits.takeFrom(request.getRemoteAddr(), "link", 60, Duration.ofHours(1));
		return new Outcome(confirmations.confirm(token.token()));
	}

	/** Has the email sent once more; nothing happens where the address is confirmed. */
	@PostMapping("/email/resend")
	@Allow(value = Role.MEMBER, account = true)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void resend(Viewer viewer) {
		limits.take("resend", String.valueOf(viewer.id()), 5, Duration.ofHours(1));
		emails.resend(viewer);
	}

	/** Has an email with a link sent, if somebody has this address; the answer does not tell. */
	@PostMapping("/password/reset-request")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void requestReset(@RequestBody ResetRequest form, HttpServletRequest request) {
		requests.ask(form.email(), request.getRemoteAddr());
	}

	@PostMapping("/password/reset")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void reset(@RequestBody Reset form, HttpServletRequest request, HttpServletResponse response) {
		limits.takeFrom(request.getRemoteAddr(), "link", 60, Duration.ofHours(1));
		devices.give(response,
				reset.reset(form.token() == null ? "" : form.token(), form.newPassword(), devices.of(request)));
	}

	/** Changes one's password and ends every other sign-in. */
	@PostMapping("/password/change")
	@Allow(value = Role.MEMBER, account = true)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(@RequestBody Change form, Viewer viewer) {
		change.change(viewer, form.currentPassword(), form.newPassword());
	}
}
