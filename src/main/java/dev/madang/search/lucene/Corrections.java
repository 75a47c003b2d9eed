package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Optional;

import dev.madang.language.Folding;
import dev.madang.language.Jamo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * Finds the word that was meant by one that occurs nowhere: of those one keystroke or one letter of a syllable away, the most likely. A word's frequency
 * is weighed with how likely the slip is (the noisy channel of Kernighan, Church and Gale, 1990): letters that sound or lie
 * alike are taken for each other more often than others.
 */
public final class Corrections {

	/** Two-letter words have too many neighbours. */
	public static final int SHORTEST = 4;

	private static final int MOST_CANDIDATES = 2_000;

	private final IndexReader reader;

	Corrections(IndexReader reader) {
		this.reader = reader;
	}

	int frequency(String word) throws IOException {
		return reader.docFreq(new Term(Fields.WORD, typed(word)));
	}

	public static String typed(String word) {
		return Jamo.typed(Folding.folded(Folding.composed(word)));
	}

	Optional<String> of(String word) throws IOException {
		var typed = typed(word);
		var terms = MultiTerms.getTerms(reader, Fields.WORD);
		if (terms == null || typed.length() < SHORTEST || typed.length() > 60) {
			return Optional.empty();
		}
		var automaton = new CompiledAutomaton(new LevenshteinAutomata(typed, true).toAutomaton(1), false, true, false);
		var candidates = automaton.getTermsEnum(terms);
		var best = "";
		var bestScore = Double.NEGATIVE_INFINITY;
		var seen = 0;
		for (BytesRef term = candidates.next(); term != null && seen++ < MOST_CANDIDATES; term = candidates.next()) {
			var candidate = term.utf8ToString();
			if (!candidate.equals(typed)) {
				var score = Math.log(candidates.docFreq()) + Slips.logLikelihood(candidate, typed);
				if (score > bestScore) {
					best = candidate;
					bestScore = score;
				}
			}
		}
		for (var other : Jamo.withOneOther(Jamo.composed(typed))) {
			var candidate = Jamo.typed(other);
			var frequency = Slips.isOneKeystroke(candidate, typed)
					? 0
					: reader.docFreq(new Term(Fields.WORD, candidate));
			if (frequency > 0 && Math.log(frequency) + Slips.LETTER > bestScore) {
				best = candidate;
				bestScore = Math.log(frequency) + Slips.LETTER;
			}
		}
		return best.isEmpty() ? Optional.empty() : Optional.of(Jamo.composed(best));
	}
}
