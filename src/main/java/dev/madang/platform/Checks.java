package dev.madang.platform;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of one input, so that the sender learns all of it at once. */
public final class Checks {

	private final List<Problem.Violation> violations = new ArrayList<>();

	public Checks that(boolean holds, String field, String code, Object... arguments) {
		if (!holds) {
			violations.add(new Problem.Violation(field, code, List.of(arguments)));
		}
		return this;
	}

	/** Present, and between so many characters (code points); blank counts as empty where something is needed. */
	public Checks length(String field, @Nullable String value, int least, int most) {
		if (value == null) {
			return that(false, field, "missing");
		}
		if (least > 0 && Texts.isBlank(value)) {
			return that(false, field, "blank");
		}
		var length = Texts.length(value);
		return that(Texts.isStorable(value), field, "unstorable-character").that(length >= least, field, "too-short", least)
				.that(length <= most, field, "too-long", most);
	}

	/** The same for what stands on one line: a name in an email or a list must not begin another one. */
	public Checks line(String field, @Nullable String value, int least, int most) {
		return length(field, value, least, most).that(value == null || value.chars().noneMatch(Character::isISOControl), field,
				"unstorable-character");
	}

	public boolean passed() {
		return violations.isEmpty();
	}

	/** @throws Problem 422 with every violation, if there is one */
	public void done() {
		if (!violations.isEmpty()) {
			throw Problem.of(422, "invalid", List.copyOf(violations));
		}
	}
}
