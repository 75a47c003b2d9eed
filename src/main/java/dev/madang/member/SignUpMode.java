package dev.madang.member;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may become a member, and how.
 *
 * @param mode open for everybody, invite for whoever has a link, approval by an admin
 * @param confirmFirst whether there is no member before the address is confirmed; nobody is told then that it is taken
 * @param askAge whether the page asks for the age; the API takes it always
 * @param minimumAge the least age that is accepted where one is told
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
