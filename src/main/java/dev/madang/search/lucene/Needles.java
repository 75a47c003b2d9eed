package dev.madang.search.lucene;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.ToIntFunction;

import dev.madang.language.Grams;
import dev.madang.language.Grams.Gram;
import dev.madang.language.Jamo;
import dev.madang.search.Needle;
import dev.madang.search.QueryWord;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Makes Lucene's queries of what is looked for. */
public final class Needles {

	/** From this share on, texts with a string are taken for texts with the morpheme: the others are misreadings. */
	private static final double NEARLY_ALL = 0.75;

	/** In a longer string a space may be in too many places to try them all. */
	private static final int LONGEST_WITH_SPACE = 12;

	private final ToIntFunction<Term> frequency;

	private final TextFields fields;

	/** @param frequency in how many texts a term is */
	public Needles(ToIntFunction<Term> frequency, TextFields fields) {
		this.frequency = frequency;
		this.fields = fields;
	}

	Query word(QueryWord word) {
		var all = new ArrayList<Query>();
		for (var part : word.parts()) {
			all.add(any(part.stream().filter(this::counts).map(this::needle).toList()));
		}
		var parts = all.size() == 1 ? all.getFirst() : all(all);
		return word.whole().isEmpty() ? parts : any(List.of(text(word.whole()), parts));
	}

	/** The texts in whose titles the word stands. */
	Query inTitle(QueryWord word) {
		var all = new ArrayList<Query>();
		for (var part : word.parts()) {
			all.add(any(part.stream().map(Needles::title).toList()));
		}
		return all(all);
	}

	private static Query title(Needle needle) {
		return switch (needle) {
			case Needle.Term term -> new TermQuery(new Term(Fields.TITLE, Documents.stemmed(term.term())));
			case Needle.Text text -> titleText(text.text());
			case Needle.Guess guess -> titleText(guess.text());
		};
	}

	private static Query titleText(String text) {
		return all(pairs(text).stream().<Query>map(gram -> new TermQuery(new Term(Fields.TITLE, gram.text()))).toList());
	}

	private Query needle(Needle needle) {
		return switch (needle) {
			case Needle.Text text -> text(text.text());
			case Needle.Term term -> term(term);
			case Needle.Guess guess -> text(guess.text());
		};
	}

	private boolean counts(Needle needle) {
		return !(needle instanceof Needle.Guess guess) || frequency(word(guess.text())) > frequency(word(guess.insteadOf()));
	}

	private static Term word(String word) {
		return new Term(Fields.WORD, Jamo.typed(word));
	}

	private Query term(Needle.Term needle) {
		var term = Documents.stemmed(needle.term());
		var query = new TermQuery(new Term(fields.term(), term));
		var stem = needle.stem();
		if (stem.isEmpty() || !stem.chars().allMatch(Jamo::isSyllable)) {
			return query;
		}
		if (stem.length() > 2) {
			return any(List.of(query, text(stem)));
		}
		// what everybody may find tells misreadings, also for rooms
		var all = TextFields.OF_ALL;
		return frequency(new Term(all.term(), term)) >= NEARLY_ALL * frequency(stem(stem, all))
				? any(List.of(query, new TermQuery(stem(stem, fields))))
				: query;
	}

	private static Term stem(String stem, TextFields in) {
		return new Term(stem.length() == 1 ? in.syllable() : in.gram(), stem);
	}

	private int frequency(Term term) {
		return frequency.applyAsInt(term);
	}

	/** A string wherever it is; one of four syllables and more also with a space in it, ㅊㅅ also as the initials of a title. */
	private Query text(String text) {
		var grams = pairs(text);
		if (grams.size() == 1) {
			return new TermQuery(new Term(fields.gram(), grams.getFirst().text()));
		}
		var ways = new ArrayList<Query>();
		ways.add(phrase(grams, -1));
		if (text.chars().allMatch(Jamo::isConsonant) && text.chars().distinct().count() > 1) {
			ways.add(new PrefixQuery(new Term(Fields.INITIALS, text)));
		}
		if (text.length() >= 4 && text.length() <= LONGEST_WITH_SPACE && text.chars().allMatch(Jamo::isSyllable)) {
			for (int left = 1; left < grams.size() - 1; left++) {
				ways.add(phrase(grams, left));
			}
		}
		return any(ways);
	}

	private Query phrase(List<Gram> grams, int without) {
		var phrase = new PhraseQuery.Builder();
		for (int i = 0; i < grams.size(); i++) {
			if (i != without) {
				phrase.add(new Term(fields.gram(), grams.get(i).text()), grams.get(i).place());
			}
		}
		return phrase.build();
	}

	/** Pairs without the single syllables that they begin with. */
	private static List<Gram> pairs(String text) {
		var grams = Grams.of(text);
		var pairs = new ArrayList<Gram>();
		for (int i = 0; i < grams.size(); i++) {
			var pairFollows = i + 1 < grams.size() && grams.get(i + 1).place() == grams.get(i).place();
			if (!pairFollows) {
				pairs.add(grams.get(i));
			}
		}
		return pairs;
	}

	/** What is any of any is any of all: each level would take its own turn at every text. */
	private static Query any(List<Query> queries) {
		var each = new LinkedHashSet<Query>();
		queries.forEach(query -> each.addAll(query instanceof DisjunctionMaxQuery any ? any.getDisjuncts() : List.of(query)));
		return each.size() == 1 ? each.getFirst() : new DisjunctionMaxQuery(each, 0);
	}

	private static Query all(List<Query> queries) {
		if (queries.size() == 1) {
			return queries.getFirst();
		}
		var all = new BooleanQuery.Builder();
		queries.forEach(query -> all.add(query, Occur.MUST));
		return all.build();
	}
}
