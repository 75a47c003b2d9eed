package dev.madang.member;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may become a member, and how.
 *
 * @param mode who may join: {@code open} for everybody, {@code invite} for those with a link, {@code approval} for those whom an
 * admin approves
 * @param confirmFirst whether the member is created only when the email address is confirmed; then sign-up does not tell that an
 * address is taken
 * @param askAge whether the sign-up page asks for the age; the API always accepts it
 * @param minimumAge the least age that is accepted where one is given
 */
@ConfigurationProperties("madang.signup")
public record SignUpMode(@DefaultValue("open") String mode, @DefaultValue("false") boolean confirmFirst,
		@DefaultValue("false") boolean askAge, @DefaultValue("14") int minimumAge) {

	public SignUpMode {
		if (!mode.matches("open|invite|approval")) {
			throw new IllegalArgumentException("madang.signup.mode must be open, invite or approval, not " + mode);
		}
	}

	public boolean needsInvite() {
		return "invite".equals(mode);
	}

	public boolean needsApproval() {
		return "approval".equals(mode);
	}
}
