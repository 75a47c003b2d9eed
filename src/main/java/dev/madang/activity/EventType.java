package dev.madang.activity;

/**
 * What an entry of the log tells: what was done to a thing of which kind, written {@code post.published}.
 *
 * @param kind of what it was done to; modules add kinds
 */
public record EventType(String kind, Action action) {

	/** @param verb as {@link #toString} writes it */
	public static EventType parse(String verb) {
		var dot = verb.indexOf('.');
		return new EventType(verb.substring(0, Math.max(dot, 0)), Action.of(verb.substring(dot + 1)));
	}

	public boolean is(String kind, Action action) {
		return this.action == action && this.kind.equals(kind);
	}

	@Override
	public String toString() {
		return kind + "." + action.word();
	}
}
