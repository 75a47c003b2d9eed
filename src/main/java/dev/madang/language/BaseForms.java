package dev.madang.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import dev.madang.language.Morpheme.Kind;

/**
 * Finds what stands in a dictionary for a word of a query: 엄마 for 엄마의, 재밌다 for 재밌었어요. Nori learned its readings from
 * sentences, in which 의 is followed by a noun, so that it reads 엄마의, alone, as 엄 and 마의. So the rules of particles and
 * endings propose readings, and Nori's dictionary decides.
 */
final class BaseForms {

	/** Nobody writes longer words, and reading them would take long. */
	private static final int LONGEST = 16;

	private final Korean korean;

	private final Lexicon lexicon;

	private final Stems stems;

	BaseForms(Korean korean, Lexicon lexicon) {
		this.korean = korean;
		this.lexicon = lexicon;
		stems = new Stems(korean, lexicon);
	}

	Base of(String word, ToIntFunction<String> frequency) {
		if (word.isEmpty() || word.length() > LONGEST) {
			return noun(word);
		}
		var last = word.charAt(word.length() - 1);
		if (!Jamo.isSyllable(last)) {
			return noun(word);
		}
		var readings = new Readings(word, frequency, korean, lexicon, stems);
		var stem = word.substring(0, word.length() - 1);
		if (last == '다' && !stem.isEmpty() && isDictionaryForm(stem, readings)) {
			return predicate(stem);
		}
		var best = readings.cheapest();
		if (best.isPredicate()) {
			var isDerived = best.base().length() > 1 && best.base().endsWith("하") && stems.ownCost(best.base()) == Lexicon.NONE;
			return isDerived
					? derived(best.base().substring(0, best.base().length() - 1), frequency)
					: predicate(best.base());
		}
		return best.base().equals(word) ? noun(word) : of(best.base(), frequency);
	}

	/** 위기다 is none, whatever the dictionary has. */
	private boolean isDictionaryForm(String stem, Readings readings) {
		var cost = stems.ownCost(stem);
		return cost < Lexicon.NONE && !readings.isPresent(stem)
				&& (stem.length() == 1 || lexicon.word(stem).noun() > cost || readings.isLikelier(stem))
				|| readings.isWatched(stem);
	}

	private Base derived(String word, ToIntFunction<String> frequency) {
		return lexicon.word(word).isNoun() ? noun(word) : of(word, frequency);
	}

	private Base noun(String word) {
		return new Base(word, korean.morphemes(word));
	}

	/** As Nori reads it, or if that is something else as the longest predicate of the dictionary with which it ends. */
	private Base predicate(String stem) {
		for (var ending : List.of("다", "고")) {
			var tokens = korean.tokens(stem + ending).stream().filter(token -> !token.isEnding()).toList();
			if (!tokens.isEmpty() && tokens.getLast().isPredicate() && stem.endsWith(tokens.getLast().surface())) {
				var read = korean.morphemes(stem + ending);
				return new Base(stem + "다", !read.isEmpty() && read.getLast().kind() == Kind.PREDICATE
						? read
						: List.of(new Morpheme(stem + "다", Kind.PREDICATE, 0, stem.length())));
			}
		}
		var start = 0;
		while (start < stem.length() - 1 && !lexicon.word(stem.substring(start)).isPredicate()) {
			start++;
		}
		var parts = new ArrayList<>(start == 0 ? List.of() : korean.morphemes(stem.substring(0, start)));
		parts.add(new Morpheme(stem.substring(start) + "다", Kind.PREDICATE, start, stem.length()));
		return new Base(stem + "다", parts);
	}
}
