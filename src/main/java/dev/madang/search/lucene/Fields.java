package dev.madang.search.lucene;

/** The fields of a document. */
public final class Fields {

	/** What kind it is, as the API names it. */
	public static final String KIND = "kind";

	/** SearchKind and id, such as {@code post:12}: what an entry is replaced by. */
	public static final String KEY = "key";

	/** Title and body as pairs of syllables and whole foreign words, with places. */
	public static final String GRAM = "gram";

	/** The syllables that occur. */
	public static final String SYLLABLE = "syllable";

	/** Title and body as morphemes. */
	public static final String TERM = "term";

	/** The title as morphemes and pairs: what is found here counts more. */
	public static final String TITLE = "title";

	/** Words between spaces and nouns, as they are typed, letter by letter: for exact words and correction. */
	public static final String WORD = "word";

	/** Words in their base forms and nouns, as they are typed, letter by letter: what is suggested. */
	public static final String BASE = "base";

	/** Names and titles as they are typed, from the beginning of each of their words. */
	public static final String TYPED = "typed";

	/** Names and titles by initial consonants, from the beginning of each of their words. */
	public static final String INITIALS = "initials";

	/** Nouns behind their initial consonants: ㅊㅅ|청소. */
	public static final String NOUN_INITIALS = "nounInitials";

	public static final String TAG = "tag";

	public static final String AUTHOR = "author";

	public static final String CATEGORY = "category";

	/** The room in which an entry stands. */
	public static final String ROOM = "room";

	/** Where in the room. */
	public static final String PLACE = "place";

	/** The key of what an entry stands under, and goes with. */
	public static final String UNDER = "under";

	public static final String ID = "id";

	/** When it was written, in microseconds since 1970. */
	public static final String AT = "at";

	public static final String WEIGHT = "weight";

	public static final String VECTOR = "vector";

	/** The kind and the cell of the vector. */
	public static final String CELL = "cell";

	private Fields() {
	}
}
