package dev.madang.community;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The colours for what one can do; styles/accents.css has them, with contrast enough in light and dark (AccentTest). */
public enum Accent {

	JADE("#06614b"), PINE("#216220"), MOSS("#4e5901"), OCHRE("#6d4b00"), BRICK("#88322b"), ROSE("#85304d"), PLUM("#703a74"),
	VIOLET("#55438e"), INDIGO("#364d94"), SEA("#01578b"), TEAL("#005e6e"), SLATE("#465463");

	private final String hex;

	Accent(String hex) {
		this.hex = hex;
	}

	/** As {@code data-accent} has it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The colour in light, as a manifest wants it: sRGB in hexadecimal, about. */
	public String hex() {
		return hex;
	}

	public static Optional<Accent> of(String word) {
		return Arrays.stream(values()).filter(accent -> accent.word().equals(word)).findFirst();
	}
}
