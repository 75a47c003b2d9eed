package dev.madang.search.lucene;

import java.util.Iterator;
import java.util.List;

import dev.madang.language.Grams.Gram;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Tokens that were made before, in their order. */
final class Tokens extends TokenStream {

	private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

	private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

	private final Iterator<Gram> grams;

	private int place = -1;

	private Tokens(List<Gram> grams) {
		this.grams = grams.iterator();
	}

	static Tokens placed(List<Gram> grams) {
		return new Tokens(grams);
	}

	static Tokens of(List<String> terms) {
		var place = new int[]{ 0 };
		return new Tokens(terms.stream().map(term -> new Gram(term, place[0]++)).toList());
	}

	@Override
	public boolean incrementToken() {
		if (!grams.hasNext()) {
			return false;
		}
		clearAttributes();
		var gram = grams.next();
		term.append(gram.text());
		increment.setPositionIncrement(gram.place() - place);
		place = gram.place();
		return true;
	}
}
