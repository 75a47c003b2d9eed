package dev.madang.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.madang.language.Folding;
import dev.madang.language.Grams;
import dev.madang.language.Language;
import dev.madang.language.Morpheme;
import dev.madang.language.Morpheme.Kind;
import org.springframework.stereotype.Component;

/**
 * Decides in which forms a word of a query is found. A noun of two syllables and more is found as a string, whatever is
 * glued to it; a shorter one, a predicate and an adverb of one syllable by their morphemes; and all of them in the other
 * ways in which people write them.
 */
@Component
public class QueryWords {

	private final Language language;

	private final Engine engine;

	QueryWords(Language language, Engine engine) {
		this.language = language;
		this.engine = engine;
	}

	/** A string between quotes, found as it stands. */
	Optional<QueryWord> phrase(String typed) {
		var folded = Folding.folded(typed);
		return Grams.of(folded).isEmpty() ? Optional.empty() : Optional.of(QueryWord.exactly(typed, folded));
	}

	/** @param typed what stands between two spaces, in composed form */
	public Optional<QueryWord> word(String typed) {
		var folded = Folding.folded(typed);
		if (Grams.of(folded).isEmpty()) {
			return Optional.empty();
		}
		var read = engine.counting(frequency -> language.korean().base(folded, frequency));
		var base = read.text();
		var spellings = base.endsWith("다") ? Set.<String>of() : language.variants(base, "");
		if (base.length() > 1 && !spellings.isEmpty() && spellings.stream().noneMatch(other -> other.endsWith("다"))) {
			var forms = Stream.concat(Stream.of(base), spellings.stream()).map(QueryWords::string).toList();
			return Optional.of(new QueryWord(typed, List.of(forms), ""));
		}
		var morphemes = read.morphemes();
		if (morphemes.isEmpty()) {
			return Optional.of(QueryWord.exactly(typed, base));
		}
		var parts = new ArrayList<List<Needle>>();
		for (int i = 0; i < morphemes.size();) {
			var end = endOfPart(morphemes, i);
			parts.add(part(base, morphemes.subList(i, end)));
			i = end;
		}
		var whole = base.substring(morphemes.getFirst().start(), morphemes.getLast().end());
		return Optional.of(new QueryWord(typed, List.copyOf(parts), parts.size() > 1 && whole.length() > 1 ? whole : ""));
	}

	/** Nouns and affixes in a row are one string: 엔딩크레딧, 비급여. */
	private static int endOfPart(List<Morpheme> morphemes, int start) {
		var end = start + 1;
		if (end < morphemes.size() && morphemes.get(end).start() == morphemes.get(start).start()) {
			return end + 1;
		}
		while (isNominal(morphemes.get(start)) && end < morphemes.size() && isNominal(morphemes.get(end))
				&& morphemes.get(end - 1).end() == morphemes.get(end).start()) {
			end++;
		}
		return end;
	}

	private static boolean isNominal(Morpheme morpheme) {
		return morpheme.kind() == Kind.NOUN || morpheme.kind() == Kind.AFFIX;
	}

	private List<Needle> part(String base, List<Morpheme> morphemes) {
		var isDerived = morphemes.size() == 2 && morphemes.getFirst().start() == morphemes.getLast().start();
		var first = isDerived ? morphemes.getLast() : morphemes.getFirst();
		var surface = base.substring(first.start(), morphemes.getLast().end());
		if (morphemes.size() > 1 && !isDerived) {
			surface = language.korean().withoutParticle(surface);
		}
		var forms = new LinkedHashSet<Needle>();
		if (first.kind() == Kind.PREDICATE) {
			forms.addAll(predicate(first.term(), stem(first.term(), surface)));
		}
		else if (surface.length() > 1) {
			forms.add(new Needle.Text(surface));
			var noun = surface;
			language.spellings(noun).forEach(spelling -> forms.add(new Needle.Guess(spelling, noun)));
		}
		if (forms.isEmpty() || morphemes.size() == 1 && surface.chars().allMatch(c -> c < 0x250)) {
			forms.add(new Needle.Term(first.term(), surface));
		}
		var word = first.kind() == Kind.PREDICATE ? first.term() : surface;
		for (var variant : language.variants(word, base.substring(first.start()))) {
			if (variant.endsWith("다")) {
				forms.addAll(predicate(variant, variant.substring(0, variant.length() - 1)));
			}
			else {
				forms.add(string(variant));
			}
		}
		return List.copyOf(forms);
	}

	private static Needle string(String form) {
		return form.length() == 1 ? new Needle.Term(form, "") : new Needle.Text(form);
	}

	/** By its morpheme, by strings that are surely forms of it, and with a space where people often leave one: 어이 없다. */
	private List<Needle> predicate(String term, String stem) {
		var forms = new ArrayList<Needle>();
		forms.add(new Needle.Term(term, stem));
		language.korean().beginnings(term).forEach(beginning -> forms.add(new Needle.Text(beginning)));
		if (term.length() > 3 && (term.endsWith("없다") || term.endsWith("있다"))) {
			forms.add(new Needle.Text(term.substring(0, term.length() - 2) + " " + term.charAt(term.length() - 2)));
		}
		return forms;
	}

	/** The part of a stem that its forms share with this one: 아름다 of 아름답다 in 아름다운. */
	private static String stem(String term, String surface) {
		var length = 0;
		while (length < term.length() - 1 && length < surface.length() && term.charAt(length) == surface.charAt(length)) {
			length++;
		}
		return surface.substring(0, length);
	}
}
