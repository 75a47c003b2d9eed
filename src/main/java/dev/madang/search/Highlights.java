package dev.madang.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

	/** What is looked for letter by letter, without white space. */
	private final Set<String> strings = new LinkedHashSet<>();

	/** What is looked for as a morpheme. */
	private final Set<String> terms = new HashSet<>();

	/** A short text is its own title, and reading it costs more than all else that shows it. */
	private Marked last = Marked.NOTHING;

	Highlights(Korean korean, Query query) {
		this.korean = korean;
		query.words().stream().flatMap(word -> word.needles().stream()).forEach(needle -> {
			switch (needle) {
				case Needle.Text string -> string(string.text());
				case Needle.Guess guess -> string(guess.text());
				case Needle.Term term -> terms.add(term.term());
			}
		});
	}

	private void string(String text) {
		if (!Grams.of(text).isEmpty()) {
			strings.add(text.replaceAll("\\s+", ""));
		}
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
		strings.forEach(string -> occurrences(folded, string, spans));
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
	private static void occurrences(String folded, String sought, List<Span> spans) {
		for (int start = folded.indexOf(sought.charAt(0)); start >= 0; start = folded.indexOf(sought.charAt(0), start + 1)) {
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
