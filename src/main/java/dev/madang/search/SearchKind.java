package dev.madang.search;

import java.util.Locale;

import dev.madang.platform.Problem;

/** What can be found, in the order in which groups are shown. */
public enum SearchKind {

	POST, COMMENT, ITEM, USER, TAG, PRODUCT;

	/** As the log names its subjects. */
	String subject() {
		return this == USER ? "member" : word();
	}

	/** As the API names it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @throws Problem 400 */
	public static SearchKind of(String word) {
		for (var kind : values()) {
			if (kind.word().equals(word)) {
				return kind;
			}
		}
		throw Problem.malformed("bad-type");
	}
}
