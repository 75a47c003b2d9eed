package dev.madang.search.web;

import java.util.ArrayList;
import java.util.List;

import dev.madang.search.Answer;
import dev.madang.search.Found;

/** What the templates of search ask. */
public final class Results {

	private Results() {
	}

	/** A piece of a text, and whether it is what was looked for. */
	public record Piece(String text, boolean marked) {
	}

	/** A text in pieces, so that a template can mark what was found without writing HTML from texts. */
	public static List<Piece> pieces(String text, List<Found.Span> spans) {
		var pieces = new ArrayList<Piece>();
		var at = 0;
		for (var span : spans) {
			if (span.start() > at) {
				pieces.add(new Piece(text.substring(at, span.start()), false));
			}
			pieces.add(new Piece(text.substring(span.start(), span.end()), true));
			at = span.end();
		}
		if (at < text.length()) {
			pieces.add(new Piece(text.substring(at), false));
		}
		return pieces;
	}

	/** The groups in which something was found. */
	public static List<Answer.Group> found(Answer answer) {
		return answer.groups().stream().filter(group -> group.total() > 0).toList();
	}
}
