package dev.madang.community;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/** What can be set on the page of settings. Each is also a setting of the program, which counts first. */
public enum Setting {

	NAME("name", "madang.community.name", "", 40), SENTENCE("sentence", "madang.community.sentence", "", 160),
	INTRODUCTION("introduction", "madang.community.introduction", "", 20_000),
	RULES("rules", "madang.community.rules", "", 20_000), MARK("mark", "madang.community.mark", "courtyard", 40),
	ACCENT("accent", "madang.community.accent", "jade", 20), LANGUAGES("languages", "madang.community.languages", "ko,en", 5),
	LANGUAGE("language", "madang.community.language", "ko", 2), ZONE("zone", "madang.zone", "Asia/Seoul", 60),
	SIGN_UP("mode", "madang.signup.mode", "open", 8), WORDS("words", "madang.moderation.words", "", 20_000),
	MAIL_HOST("host", "madang.mail.host", "", 253), MAIL_PORT("port", "madang.mail.port", "587", 5),
	MAIL_USER("user", "madang.mail.user", "", 320), MAIL_PASSWORD("password", "madang.mail.password", "", 500),
	CHECKLIST("checklist", "madang.community.checklist", "open", 6), MAIL_TLS("tls", "madang.mail.tls", "starttls", 8),
	MAIL_FROM("from", "madang.mail.from", "", 254);

	final String property;

	final String otherwise;

	final int most;

	private final String field;

	Setting(String field, String property, String otherwise, int most) {
		this.field = field;
		this.property = property;
		this.otherwise = otherwise;
		this.most = most;
	}

	/** Its name in a form and in the table. */
	public String field() {
		return field;
	}

	static Optional<Setting> of(String field) {
		return Arrays.stream(values()).filter(setting -> setting.field.equals(field)).findFirst();
	}

	boolean isOfMail() {
		return property.startsWith("madang.mail.");
	}

	boolean isLong() {
		return this == INTRODUCTION || this == RULES || this == WORDS;
	}

	/** Whether a value is one of those that it can have. */
	boolean takes(String value) {
		return switch (this) {
			case MARK -> Mark.of(value).isPresent();
			case ACCENT -> Accent.of(value).isPresent();
			case LANGUAGES -> value.matches("ko|en|ko,en");
			case LANGUAGE -> value.matches("ko|en");
			case CHECKLIST -> value.matches("open|closed");
			case SIGN_UP -> value.matches("open|invite|approval");
			case MAIL_TLS -> value.matches("starttls|implicit|none");
			case MAIL_PORT -> value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= 65_535;
			case MAIL_HOST -> value.matches("[A-Za-z0-9.:_-]*");
			case MAIL_FROM -> value.isEmpty() || value.matches("[^@\\s]+@[^@\\s]+");
			// PostgreSQL takes an offset the other way round, as POSIX does
			case ZONE -> ZoneId.getAvailableZoneIds().contains(value) && !value.startsWith("SystemV/");
			default -> true;
		};
	}
}
