package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

import dev.madang.language.Folding;
import dev.madang.language.Jamo;
import dev.madang.language.Korean;
import dev.madang.search.Engine;
import dev.madang.search.Engine.Suggestion;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/** What may be meant by the beginning of a word: names and titles first, then words that occur, each in its base form. */
final class Completions {

	/** So many words with one beginning are looked at; a beginning that more have says too little. */
	private static final int MOST_WORDS = 4_000;

	/** So many of the words that begin like an inflected one are led back to their base forms. */
	private static final int MOST_READ = 3;

	private record Word(String typed, int frequency) {

		/** Behind its initial consonants, where these stand before it. */
		String text() {
			return Jamo.composed(typed.substring(typed.indexOf('|') + 1));
		}
	}

	private final IndexSearcher searcher;

	private final Korean korean;

	private final Engine.Filter seen;

	/** @param seen where a word must occur that is suggested */
	Completions(IndexSearcher searcher, Korean korean, Engine.Filter seen) {
		this.searcher = searcher;
		this.korean = korean;
		this.seen = seen;
	}

	List<Suggestion> of(String typed, int limit) throws IOException {
		var folded = Folding.folded(Folding.composed(typed)).strip().replace(" ", "");
		if (folded.isEmpty()) {
			return List.of();
		}
		var found = new LinkedHashMap<String, Suggestion>();
		named(new PrefixQuery(new Term(Fields.TYPED, Jamo.typed(folded))), limit)
				.forEach(one -> found.putIfAbsent(one.type() + one.text(), one));
		if (folded.length() > 1 && folded.chars().allMatch(Jamo::isConsonant)) {
			words(Fields.NOUN_INITIALS, folded + "|", limit).forEach(word -> found.putIfAbsent(word.text(), word));
			words(Fields.NOUN_INITIALS, folded, limit).forEach(word -> found.putIfAbsent(word.text(), word));
			named(new PrefixQuery(new Term(Fields.INITIALS, folded)), limit)
					.forEach(one -> found.putIfAbsent(one.type() + one.text(), one));
		}
		if (found.size() < limit && folded.length() > 1) {
			words(Fields.BASE, Jamo.typed(folded), limit).forEach(word -> found.putIfAbsent(word.text(), word));
		}
		if (found.isEmpty() && folded.length() > 1) {
			inflected(Jamo.typed(folded)).forEach(word -> found.putIfAbsent(word.text(), word));
		}
		return found.values().stream().limit(limit).toList();
	}

	private List<Suggestion> named(Query query, int limit) throws IOException {
		var names = new BooleanQuery.Builder().add(query, Occur.FILTER)
				.add(new FieldExistsQuery(Fields.WEIGHT), Occur.FILTER).build();
		var top = searcher.search(names, limit, new Sort(new SortField(Fields.WEIGHT, SortField.Type.INT, true)));
		var found = new ArrayList<Suggestion>();
		for (var hit : top.scoreDocs) {
			var document = searcher.storedFields().document(hit.doc);
			var key = document.get(Fields.KEY).split(":", 2);
			found.add(new Suggestion(key[0], document.get(Fields.TITLE), Long.parseLong(key[1])));
		}
		return found;
	}

	private List<Suggestion> words(String field, String beginning, int limit) throws IOException {
		var shown = new ArrayList<Suggestion>();
		for (var word : beginningWith(field, beginning)) {
			if (shown.size() < limit && occurs(field, word.typed())) {
				shown.add(word(word.text()));
			}
		}
		return shown;
	}

	/** The base forms of the most frequent words of which one was typed with a part of its ending. */
	private List<Suggestion> inflected(String beginning) throws IOException {
		var shown = new ArrayList<Suggestion>();
		for (var word : beginningWith(Fields.WORD, beginning).stream().limit(MOST_READ).toList()) {
			var base = korean.base(word.text(), this::frequency).text();
			if (occurs(Fields.BASE, Jamo.typed(base))) {
				shown.add(word(base));
			}
		}
		return shown;
	}

	private static Suggestion word(String text) {
		return new Suggestion("word", text, 0);
	}

	/** The most frequent first. */
	private List<Word> beginningWith(String field, String beginning) throws IOException {
		var terms = MultiTerms.getTerms(searcher.getIndexReader(), field);
		if (terms == null) {
			return List.of();
		}
		var words = new ArrayList<Word>();
		var all = terms.iterator();
		if (all.seekCeil(new BytesRef(beginning)) != TermsEnum.SeekStatus.END) {
			for (var term = all.term(); term != null && words.size() < MOST_WORDS; term = all.next()) {
				var word = term.utf8ToString();
				if (!word.startsWith(beginning)) {
					break;
				}
				var frequency = all.docFreq();
				if (frequency > 1) {
					words.add(new Word(word, frequency));
				}
			}
		}
		words.sort(Comparator.comparingInt(Word::frequency).reversed());
		return words;
	}

	private boolean occurs(String field, String term) throws IOException {
		return Requests.occurs(searcher, new Term(field, term), seen);
	}

	private int frequency(String word) {
		try {
			return new Corrections(searcher.getIndexReader()).frequency(word);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
