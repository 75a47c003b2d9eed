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

	private final IndexSearcher searcher;

	private final Korean korean;

	Completions(IndexSearcher searcher, Korean korean) {
		this.searcher = searcher;
		this.korean = korean;
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
			words(Fields.WORD, Jamo.typed(folded), limit).forEach(word -> found.putIfAbsent(word.text(), word));
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
		record Word(String typed, int frequency) {
		}
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
				words.add(new Word(word, all.docFreq()));
			}
		}
		words.sort(Comparator.comparingInt(Word::frequency).reversed());
		var shown = new LinkedHashMap<String, Suggestion>();
		for (var word : words) {
			if (word.frequency() > 1 && shown.size() < limit) {
				var text = Jamo.composed(word.typed().substring(word.typed().indexOf('|') + 1));
				var base = korean.base(text, this::frequency).text();
				shown.putIfAbsent(base, new Suggestion("word", frequency(base) > 0 ? base : text, 0));
			}
		}
		return List.copyOf(shown.values());
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
