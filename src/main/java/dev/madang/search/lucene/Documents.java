package dev.madang.search.lucene;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import dev.madang.language.Folding;
import dev.madang.language.Grams;
import dev.madang.language.Jamo;
import dev.madang.language.Korean;
import dev.madang.language.Morpheme;
import dev.madang.platform.VisibleText;
import dev.madang.search.Along;
import dev.madang.search.SearchEntry;
import dev.madang.search.Meaning;
import dev.madang.search.SearchKind;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Makes documents of entries. Every text is analysed once, for all of its fields. */
public final class Documents {

	private static final FieldType PLACES = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);

	private static final FieldType FREQUENCIES = type(IndexOptions.DOCS_AND_FREQS, false);

	private static final FieldType PRESENCE = type(IndexOptions.DOCS, true);

	/** A longer one is no word that anybody would type to find it. */
	private static final int LONGEST_WORD = 20;

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private final Korean korean;

	private final Meaning meaning;

	public Documents(Korean korean, Meaning meaning) {
		this.korean = korean;
		this.meaning = meaning;
	}

	/** With a vector that was made elsewhere. */
	public Document of(SearchEntry entry, byte[] vector) {
		var document = of(entry);
		document.removeFields(Fields.VECTOR);
		document.removeFields(Fields.CELL);
		vector(document, entry.kind(), vector);
		return document;
	}

	private void vector(Document document, SearchKind kind, byte[] vector) {
		document.add(new KnnByteVectorField(Fields.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
		if (!meaning.cells().isEmpty()) {
			document.add(new StringField(Fields.CELL, Neighbours.cell(kind, meaning.cells().nearest(vector)), Field.Store.NO));
		}
	}

	Document of(SearchEntry entry) {
		return of(entry, Along.NOBODY);
	}

	public Document of(SearchEntry entry, Along along) {
		var title = Folding.composed(entry.title());
		var body = Folding.composed(VisibleText.of(entry.body()));
		var text = body.startsWith(title) ? body : title + "\n" + body;
		var folded = Folding.folded(text);
		var morphemes = korean.morphemes(text);
		var fields = TextFields.of(entry.kind());
		var document = new Document();
		document.add(new StringField(Fields.KEY, entry.key().toString(), Field.Store.YES));
		document.add(new StringField(Fields.KIND, entry.kind().word(), Field.Store.NO));
		document.add(new SortedDocValuesField(Fields.KIND, new BytesRef(entry.kind().word())));
		document.add(new NumericDocValuesField(Fields.ID, entry.id()));
		document.add(new NumericDocValuesField(Fields.AT, entry.origin().at().toEpochMilli() * 1000));
		document.add(new LongPoint(Fields.AT, entry.origin().at().toEpochMilli() * 1000));
		document.add(new Field(fields.gram(), Tokens.placed(Grams.of(folded)), PLACES));
		document.add(new Field(fields.syllable(), Tokens.of(Grams.syllables(folded)), PRESENCE));
		document.add(new Field(fields.term(), Tokens.of(morphemes.stream().map(m -> stemmed(m.term())).toList()), FREQUENCIES));
		narrowed(document, entry);
		if (!entry.kind().isInRoom()) {
			along.read(entry, morphemes);
			open(document, entry, title, folded, morphemes);
			if (entry.kind().isMeaningful()) {
				meaning.ofEntry(text, morphemes).ifPresent(vector -> vector(document, entry.kind(), vector));
			}
		}
		return document;
	}

	/** What words are suggested and corrected by, which are seen by more people than the text. */
	private static void open(Document document, SearchEntry entry, String title, String folded, List<Morpheme> morphemes) {
		document.add(new Field(Fields.WORD, Tokens.of(words(folded, morphemes)), PRESENCE));
		document.add(new Field(Fields.BASE, Tokens.of(bases(folded, morphemes)), PRESENCE));
		if (!title.isEmpty()) {
			document.add(new Field(Fields.TITLE, Tokens.of(titleTerms(title, morphemes)), PRESENCE));
		}
		document.add(new Field(Fields.NOUN_INITIALS, Tokens.of(nounInitials(morphemes)), PRESENCE));
		if (entry.kind().isCompletedByInitials()) {
			initials(document, Folding.folded(title));
		}
		else if (entry.kind().isNamed()) {
			named(document, title, entry.weight());
		}
	}

	private static void narrowed(Document document, SearchEntry entry) {
		entry.tags().forEach(tag -> document.add(new StringField(Fields.TAG, tag, Field.Store.NO)));
		var origin = entry.origin();
		number(document, Fields.AUTHOR, origin.author());
		number(document, Fields.CATEGORY, origin.category());
		var in = origin.in();
		if (in != null) {
			number(document, Fields.ROOM, in.room());
			document.add(new NumericDocValuesField(Fields.ROOM, in.room()));
			document.add(new NumericDocValuesField(Fields.PLACE, in.place()));
		}
		var under = origin.under();
		if (under != null) {
			number(document, Fields.AUTHOR, under.author());
			document.add(new StringField(Fields.UNDER, under.key(), Field.Store.NO));
		}
	}

	private static void number(Document document, String field, long value) {
		if (value != 0) {
			document.add(new StringField(field, String.valueOf(value), Field.Store.NO));
		}
	}

	/** What can be suggested: found from the beginning of any of its words. */
	private static void named(Document document, String title, int weight) {
		var folded = Folding.folded(title);
		document.add(new org.apache.lucene.document.StoredField(Fields.TITLE, title));
		document.add(new NumericDocValuesField(Fields.WEIGHT, weight));
		for (var start : starts(folded)) {
			var rest = folded.substring(start, Math.min(folded.length(), start + 60));
			document.add(new StringField(Fields.TYPED, Jamo.typed(rest).replace(" ", ""), Field.Store.NO));
		}
		initials(document, folded);
	}

	private static void initials(Document document, String folded) {
		for (var start : starts(folded)) {
			if (Jamo.isSyllable(folded.charAt(start))) {
				var rest = folded.substring(start, Math.min(folded.length(), start + LONGEST_WORD));
				document.add(new StringField(Fields.INITIALS, Jamo.initials(rest).replace(" ", ""), Field.Store.NO));
			}
		}
	}

	/** Where the words of a title begin. */
	private static List<Integer> starts(String folded) {
		var starts = new ArrayList<Integer>();
		for (int i = 0; i < folded.length() && i < 60; i++) {
			if (Character.isLetterOrDigit(folded.charAt(i)) && (i == 0 || !Character.isLetterOrDigit(folded.charAt(i - 1)))) {
				starts.add(i);
			}
		}
		return starts;
	}

	private static List<String> nounInitials(List<Morpheme> morphemes) {
		return morphemes.stream().filter(morpheme -> morpheme.kind() == Morpheme.Kind.NOUN)
				.map(Morpheme::term)
				.filter(noun -> noun.length() > 1 && noun.length() <= LONGEST_WORD && noun.chars().allMatch(Jamo::isSyllable))
				.distinct().map(noun -> Jamo.initials(noun) + "|" + noun).toList();
	}

	/** The text begins with the title, so its morphemes do too. */
	private static List<String> titleTerms(String title, List<Morpheme> morphemes) {
		var terms = new LinkedHashSet<String>();
		morphemes.stream().takeWhile(morpheme -> morpheme.end() <= title.length())
				.forEach(morpheme -> terms.add(stemmed(morpheme.term())));
		Grams.of(Folding.folded(title)).forEach(gram -> terms.add(gram.text()));
		return List.copyOf(terms);
	}

	private static List<String> words(String folded, List<Morpheme> morphemes) {
		var words = new LinkedHashSet<String>();
		for (var word : BETWEEN_WORDS.split(folded)) {
			if (!word.isEmpty() && word.length() <= LONGEST_WORD) {
				words.add(Jamo.typed(word));
			}
		}
		for (var morpheme : morphemes) {
			if (morpheme.kind() == Morpheme.Kind.NOUN && morpheme.term().length() > 1
					&& morpheme.term().length() <= LONGEST_WORD) {
				words.add(Jamo.typed(morpheme.term()));
			}
		}
		return new ArrayList<>(words);
	}

	/** Nouns, and what stands between two spaces without the particles and endings at its end, as they are read in the text. */
	private static List<String> bases(String folded, List<Morpheme> morphemes) {
		var bases = new LinkedHashSet<String>();
		var word = Word.at(folded, 0);
		for (int i = 0; i < morphemes.size(); i++) {
			var morpheme = morphemes.get(i);
			if (morpheme.kind() == Morpheme.Kind.NOUN) {
				bases.add(morpheme.term());
			}
			word = word.has(morpheme.start()) ? word : Word.at(folded, morpheme.start());
			if (i + 1 == morphemes.size() || morphemes.get(i + 1).start() >= word.end()) {
				bases.add(morpheme.kind() == Morpheme.Kind.PREDICATE
						? folded.substring(word.start(), morpheme.start()) + morpheme.term()
						: folded.substring(word.start(), Math.max(word.start(), morpheme.end())));
			}
		}
		return bases.stream().filter(base -> base.length() > 1 && base.length() <= LONGEST_WORD).map(Jamo::typed).toList();
	}

	/** Letters and digits around a place, or before it. A text may be one word, so that nobody looks for its ends at each morpheme. */
	private record Word(int start, int end) {

		static Word at(String text, int place) {
			var start = place;
			while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
				start--;
			}
			var end = place;
			while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
				end++;
			}
			return new Word(start, end);
		}

		boolean has(int place) {
			return start <= place && place < end;
		}
	}

	/** English words without their endings; everything else as it is. */
	static String stemmed(String term) {
		if (term.length() < 4 || !term.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
			return term;
		}
		var stemmer = new EnglishStemmer();
		stemmer.setCurrent(term);
		stemmer.stem();
		return stemmer.getCurrent();
	}

	private static FieldType type(IndexOptions options, boolean omitsNorms) {
		var type = new FieldType();
		type.setTokenized(true);
		type.setIndexOptions(options);
		type.setOmitNorms(omitsNorms);
		type.freeze();
		return type;
	}
}
