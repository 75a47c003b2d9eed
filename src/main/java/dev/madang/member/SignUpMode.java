package dev.madang.member;

import java.util.function.Supplier;

import dev.madang.community.Community;
import dev.madang.community.Setting;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Who may become a member, and how. An admin may change it at any time. */
@Component
public final class SignUpMode {

	/**
	 * @param mode who may join: {@code open} for everybody, {@code invite} for those with a link, {@code approval} for those whom an
	 * admin approves
	 * @param confirmFirst whether the member is created only when the email address is confirmed; then sign-up does not tell that an
	 * address is taken
	 * @param askAge whether the sign-up page asks for the age; the API always accepts it
	 * @param minimumAge the least age that is accepted where one is given
	 */
	@ConfigurationProperties("madang.signup")
	record Properties(@DefaultValue("open") String mode, @DefaultValue("false") boolean confirmFirst,
			@DefaultValue("false") boolean askAge, @DefaultValue("14") int minimumAge) {

		Properties {
			if (!mode.matches("open|invite|approval")) {
				throw new IllegalArgumentException("madang.signup.mode must be open, invite or approval, not " + mode);
			}
		}
	}

	private final Supplier<String> mode;

	private final Properties properties;

	@Autowired
	SignUpMode(Community community, Properties properties) {
		this(() -> community.get(Setting.SIGN_UP), properties);
	}

	private SignUpMode(Supplier<String> mode, Properties properties) {
		this.mode = mode;
		this.properties = properties;
	}

	/** One that stays. */
	static SignUpMode of(String mode) {
		return new SignUpMode(() -> mode, new Properties(mode, false, false, 14));
	}

	public String mode() {
		return mode.get();
	}

	public boolean confirmFirst() {
		return properties.confirmFirst();
	}

	public boolean askAge() {
		return properties.askAge();
	}

	public int minimumAge() {
		return properties.minimumAge();
	}

	public boolean needsInvite() {
		return "invite".equals(mode());
	}

	public boolean needsApproval() {
		return "approval".equals(mode());
	}
}
