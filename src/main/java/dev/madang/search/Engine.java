package dev.madang.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import dev.madang.activity.LogReader.Place;
import org.jspecify.annotations.Nullable;

/** What an index must do for search. What it is asked never waits for what it is told. */
public interface Engine extends AutoCloseable {

	/**
	 * Which entries count; an empty array or null does not narrow.
	 *
	 * @param rooms of what stands in rooms, those in which it counts, each with the place after which it does
	 */
	record Filter(Long @Nullable [] categories, Long[] hiddenAuthors, @Nullable String tag, @Nullable Long author,
			@Nullable Instant from, @Nullable Instant to, @Nullable Map<Long, Long> rooms) {

		public Filter(Long @Nullable [] categories, Long[] hiddenAuthors, @Nullable String tag, @Nullable Long author,
				@Nullable Instant from, @Nullable Instant to) {
			this(categories, hiddenAuthors, tag, author, from, to, null);
		}

		/** Whether everything counts. */
		public boolean isEverything() {
			return categories == null && hiddenAuthors.length == 0 && tag == null && author == null && from == null
					&& to == null && rooms == null;
		}

		/** What somebody may see, and no more than that. */
		static Filter of(Optional<Long[]> categories, Long[] hiddenAuthors) {
			return new Filter(categories.orElse(null), hiddenAuthors, null, null, null, null);
		}
	}

	/** How far the words must be met. */
	enum Match {
		/** Every word is there. */
		ALL,
		/** Some word is there, those with more of them first. */
		ANY
	}

	enum Sort {
		RELEVANCE, LATEST
	}

	/**
	 * @param among which entries of each kind count that is looked for; what stands in rooms is always the latest first
	 * @param meaning whether what means the same is lifted, and found also by itself where words find next to nothing
	 * @param after the keys of the last hit before these, or none; of one kind only
	 * @param limit of each kind
	 */
	record Request(Map<SearchKind, Filter> among, Query query, Match match, Sort sort, boolean meaning, List<Long> after,
			int limit) {

		public Request(SearchKind kind, Query query, Filter filter, Match match, Sort sort, boolean meaning, List<Long> after,
				int limit) {
			this(Map.of(kind, filter), query, match, sort, meaning, after, limit);
		}

		public Request by(Sort other) {
			return new Request(among, query, match, other, meaning, after, limit);
		}
	}

	/** @param keys for the request that goes on after it */
	record Hit(long id, List<Long> keys) {
	}

	/** @param total exact */
	record Hits(List<Hit> hits, long total) {

		public static final Hits NONE = new Hits(List.of(), 0);
	}

	/** What several programs must not do to one index at once. */
	enum Turn {
		/** Bringing it up to the log. */
		FOLLOW,
		/** Building another one. */
		BUILD
	}

	/** @param id 0 for a word */
	record Suggestion(String type, String text, long id) {
	}

	/** Takes up the index that there is, if any. Until then there is none to ask. Does nothing if one is open. */
	void open();

	/** Puts everything on disk and lets the index go, until it is opened again. */
	@Override
	void close();

	/** Whether there is an index to ask. */
	boolean isReady();

	/** Whether nobody knows at the moment if there is one: it lies elsewhere, and what keeps it does not answer. */
	default boolean isAway() {
		return false;
	}

	/**
	 * Does something that only one program at a time must do to an index that several share.
	 *
	 * @param what different things do not exclude each other
	 * @return whether it was done; not while another program does it
	 */
	default boolean alone(Turn what, Runnable work) {
		work.run();
		return true;
	}

	/** The place in the log up to which changes are found; empty while there is no index. */
	Optional<Place> place();

	/**
	 * Stores entries as they are now, forgets others, and finds all such changes once the place moves with one of them. Does nothing
	 * if the index is not at the place from which these changes were read: another one was finished meanwhile, which may lack
	 * earlier ones.
	 *
	 * @param gone with what stands under them
	 * @param emptied of which only that goes which stands under them
	 */
	void apply(Collection<SearchEntry> entries, Collection<SearchEntry.Key> gone, Collection<SearchEntry.Key> emptied,
			Place from, Place upTo);

	/** Begins another index, which is asked only when it is finished. */
	Building build(Place place, String fingerprint, Meaning meaning);

	/** What the index that is asked was built with, or an empty text while there is none. */
	String fingerprint();

	/** Goes on without something in the log that cannot be read, and remembers that it is missing, until it is built again. */
	void skip(String what, Place from, Place upTo);

	/** How many entries could not be stored, and are not found; and how much of the log. */
	int skipped();

	/** Whether there is so much more by now that what was learned from the texts at the last build is out of date. */
	boolean hasGrown();

	/** All kinds in one pass; nothing while there is no index to ask. */
	Map<SearchKind, Hits> findEach(Request request);

	/** Of one kind. */
	default Hits find(Request request) {
		return findEach(request).values().stream().findFirst().orElse(Hits.NONE);
	}

	/** Some of a kind that count and have no vector yet, after an id, in the order of their ids. */
	List<Long> withoutVector(SearchKind kind, Filter filter, long after, int limit);

	/** Stores entries again, each with its vector. */
	void apply(List<SearchEntry> entries, List<byte[]> vectors);

	/**
	 * What begins like this, the most used first; also by initial consonants.
	 *
	 * @param seen where a word must occur that is suggested; whether names may be seen is asked elsewhere
	 */
	List<Suggestion> suggest(String typed, Filter seen, int limit);

	/** How many entries hold a word just so. */
	int frequency(String word);

	/** Does something that asks for the frequencies of many words; an index that lies elsewhere is asked for them at once. */
	default <T> T counting(Function<ToIntFunction<String>, T> work) {
		return work.apply(this::frequency);
	}

	/** Whether an entry that counts holds a word just so. */
	boolean occurs(String word, Filter filter);

	/** The word that was probably meant by one that occurs nowhere. */
	Optional<String> correction(String word);

	/** An index that is being built. */
	interface Building extends AutoCloseable {

		void add(Collection<SearchEntry> entries, Along along);

		default void add(Collection<SearchEntry> entries) {
			add(entries, Along.NOBODY);
		}

		/** Makes it the one that is asked. */
		void finish();

		/** Leaves it away if it was not finished. */
		@Override
		void close();
	}
}
