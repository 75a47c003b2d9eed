package dev.madang.platform;

/** Anything that can be liked, reported or found: a kind and an id, written {@code post:12}. */
public record Subject(String kind, long id) {

	@Override
	public String toString() {
		return kind + ":" + id;
	}
}
