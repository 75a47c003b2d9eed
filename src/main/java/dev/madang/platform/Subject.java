package dev.madang.platform;

/** Anything that can be liked, reported or found: a kind and an id, written {@code post:12}. */
public record Subject(String kind, long id) {

	/** @param text as {@link #toString} writes it */
	public static Subject parse(String text) {
		var at = text.indexOf(':');
		return new Subject(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
	}

	@Override
	public String toString() {
		return kind + ":" + id;
	}
}
