package dev.madang.search;

import java.util.List;

import dev.madang.search.Found.Span;

/** A text, and where the words are in it that were looked for. */
public record Marked(String text, List<Span> spans) {

	public static final Marked NOTHING = plain("");

	private static final int LONGEST = 180;

	/** So much stands before the first word that was found. */
	private static final int BEFORE = 40;

	public static Marked plain(String text) {
		return new Marked(text, List.of());
	}

	/** The part of it that shows why it was found. */
	Marked excerpt() {
		var first = spans.isEmpty() ? 0 : spans.getFirst().start();
		var start = first <= BEFORE ? 0 : boundary(text, first - BEFORE, first);
		var end = Math.min(text.length(), start + LONGEST);
		if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		var lead = start > 0 ? "… " : "";
		var shift = lead.length() - start;
		var last = end;
		return new Marked(lead + text.substring(start, end) + (end < text.length() ? " …" : ""),
				spans.stream().filter(span -> span.start() >= start && span.end() <= last)
						.map(span -> new Span(span.start() + shift, span.end() + shift)).toList());
	}

	/** The beginning of a word, if there is one soon. */
	private static int boundary(String text, int from, int most) {
		var space = text.indexOf(' ', from);
		return space >= 0 && space < most ? space + 1 : Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
	}
}
