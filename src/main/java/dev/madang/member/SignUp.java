package dev.madang.member;

import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How one becomes a member: at once, or after the address is confirmed, or after an admin has said yes. */
@Component
public class SignUp {

	/**
	 * What a newcomer fills in; the password is 8 to 256 characters of any kind, none that everybody tries first.
	 *
	 * @param phone 7 to 15 digits, as in a profile
	 * @param invite where the community asks for one
	 * @param message to the admin who lets people in
	 */
	@Schema(name = "SignUpForm")
	public record Form(@Nullable String handle, @Nullable String name, @Nullable String email, @Nullable String password,
			@Nullable Integer age, @Nullable String phone, @Nullable String locale, @Nullable String invite,
			@Nullable String message) {

		public static Form of(String handle, String name, String email, String password, @Nullable String locale) {
			return new Form(handle, name, email, password, null, null, locale, null, null);
		}

		@Override
		public String toString() {
			return "sign-up of " + handle;
		}
	}

	private final TransactionTemplate transaction;

	private final SignUpMode mode;

	private final SignUpForms forms;

	private final Invites invites;

	private final Members members;

	private final Newcomers newcomers;

	private final WaitingSignUps waiting;

	SignUp(TransactionTemplate transaction, SignUpMode mode, SignUpForms forms, Invites invites, Members members,
			Newcomers newcomers, WaitingSignUps waiting) {
		this.transaction = transaction;
		this.mode = mode;
		this.forms = forms;
		this.invites = invites;
		this.members = members;
		this.newcomers = newcomers;
		this.waiting = waiting;
	}

	/**
	 * Makes a member, or a sign-up that waits.
	 *
	 * @return the handle as it is stored, or nothing where the sign-up waits to be confirmed or approved
	 * @throws Problem 422 with every field that is not as it should be, 409 if the handle is another's, or the address where
	 * that may be told, 403 {@code invite-needed}
	 */
	public Optional<String> signUp(Form form) {
		if (mode.needsInvite()) {
			invites.require(form.invite());
		}
		if (!mode.confirmFirst() && !mode.needsApproval()) {
			var prepared = forms.prepare(form, Role.MEMBER, false);
			return Optional.of(transaction.execute(status -> store(prepared)));
		}
		if (!mode.confirmFirst() && form.email() != null && members.hasAddress(EmailAddress.normalize(form.email()))) {
			throw Problem.conflict("email-taken");
		}
		var prepared = forms.prepare(form, Role.MEMBER, false);
		transaction.executeWithoutResult(status -> keepWaiting(prepared));
		return Optional.empty();
	}

	/**
	 * Makes somebody whom the operator, who holds the data directory, knows: at once, and with the address taken for theirs.
	 * With an admin, a setup link that still waits is over.
	 */
	public String signUpByOperator(Form form, Role role) {
		var prepared = forms.prepare(form, role, true);
		return transaction.execute(status -> store(prepared));
	}

	/** Within the caller's transaction. */
	String store(SignUpForms.Prepared prepared) {
		if (prepared.role() != Role.ADMIN && mode.needsInvite() && !prepared.newcomer().confirmed()) {
			invites.use(prepared.invite());
		}
		try {
			newcomers.join(prepared.newcomer(), prepared.role());
			return prepared.newcomer().handle();
		}
		catch (DuplicateKeyException e) {
			throw Newcomers.clash(e);
		}
	}

	private void keepWaiting(SignUpForms.Prepared prepared) {
		if (mode.needsInvite()) {
			invites.use(prepared.invite());
		}
		waiting.add(prepared.newcomer(), prepared.message());
	}
}
