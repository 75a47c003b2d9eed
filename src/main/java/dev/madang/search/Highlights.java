package dev.madang.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

import dev.madang.language.Folding;
import dev.madang.language.Grams;
import dev.madang.language.Korean;
import dev.madang.language.Morpheme;
import dev.madang.search.Found.Span;

/** Where in a text the words of a query are. */
public final class Highlights {

	/** So much of a body is looked through for the words. */
	public static final int LOOKED_THROUGH = 6_000;

	private final Korean korean;

	private final List<Needle> needles;

	/** A short text is its own title, and reading it costs more than all else that shows it. */
	private Marked last = Marked.NOTHING;

	Highlights(Korean korean, Query query) {
		this.korean = korean;
		needles = query.words().stream().flatMap(word -> word.needles().stream()).toList();
	}

	/** A title or name as a whole. */
	public Marked title(String text) {
		var composed = Folding.composed(text);
		if (!composed.equals(last.text())) {
			last = new Marked(composed, in(composed));
		}
		return last;
	}

	/** The part of a text in which the words are, or its beginning. */
	public Marked excerpt(String text) {
		return title(text).excerpt();
	}

	/** @param text in composed form */
	private List<Span> in(String text) {
		var folded = Folding.folded(text);
		var spans = new ArrayList<Span>();
		var terms = new HashSet<String>();
		for (var needle : needles) {
			switch (needle) {
				case Needle.Text string -> occurrences(folded, string.text(), spans);
				case Needle.Guess guess -> occurrences(folded, guess.text(), spans);
				case Needle.Term term -> terms.add(term.term());
			}
		}
		if (!terms.isEmpty()) {
			for (Morpheme morpheme : korean.morphemesOfShown(text)) {
				if (terms.contains(morpheme.term())) {
					spans.add(new Span(morpheme.start(), morpheme.end()));
				}
			}
		}
		return joined(spans);
	}

	/** With white space between any two of its characters, as the index finds it. */
	private static void occurrences(String folded, String string, List<Span> spans) {
		var sought = Grams.of(string).isEmpty() ? "" : string.replaceAll("\\s+", "");
		for (int start = 0; !sought.isEmpty() && start < folded.length(); start++) {
			var at = start;
			var matched = 0;
			while (matched < sought.length() && at < folded.length() && (folded.charAt(at) == sought.charAt(matched)
					|| matched > 0 && Character.isWhitespace(folded.charAt(at)))) {
				matched += folded.charAt(at) == sought.charAt(matched) ? 1 : 0;
				at++;
			}
			if (matched == sought.length()) {
				spans.add(new Span(start, at));
				start = at - 1;
			}
		}
	}

	private static List<Span> joined(List<Span> spans) {
		var joined = new ArrayList<Span>();
		for (var span : spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
			if (!joined.isEmpty() && joined.getLast().end() >= span.start()) {
				var last = joined.removeLast();
				joined.add(new Span(last.start(), Math.max(last.end(), span.end())));
			}
			else {
				joined.add(span);
			}
		}
		return joined;
	}
}
