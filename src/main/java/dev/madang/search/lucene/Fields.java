package dev.madang.search.lucene;

/** The fields of a document. */
final class Fields {

	/** What kind it is, as the API names it. */
	static final String KIND = "kind";

	/** SearchKind and id, such as {@code post:12}: what an entry is replaced by. */
	static final String KEY = "key";

	/** Title and body as pairs of syllables and whole foreign words, with places. */
	static final String GRAM = "gram";

	/** The syllables that occur. */
	static final String SYLLABLE = "syllable";

	/** Title and body as morphemes. */
	static final String TERM = "term";

	/** The title as morphemes and pairs: what is found here counts more. */
	static final String TITLE = "title";

	/** Words between spaces and nouns, as they are typed, letter by letter: for exact words and correction. */
	static final String WORD = "word";

	/** Words in their base forms and nouns, as they are typed, letter by letter: what is suggested. */
	static final String BASE = "base";

	/** Names and titles as they are typed, from the beginning of each of their words. */
	static final String TYPED = "typed";

	/** Names and titles by initial consonants, from the beginning of each of their words. */
	static final String INITIALS = "initials";

	/** Nouns behind their initial consonants: ㅊㅅ|청소. */
	static final String NOUN_INITIALS = "nounInitials";

	static final String TAG = "tag";

	static final String AUTHOR = "author";

	static final String CATEGORY = "category";

	/** The room in which an entry stands. */
	static final String ROOM = "room";

	/** Where in the room. */
	static final String PLACE = "place";

	/** The key of what an entry stands under, and goes with. */
	static final String UNDER = "under";

	static final String ID = "id";

	/** When it was written, in microseconds since 1970. */
	static final String AT = "at";

	static final String WEIGHT = "weight";

	static final String VECTOR = "vector";

	/** The kind and the cell of the vector. */
	static final String CELL = "cell";

	private Fields() {
	}
}
