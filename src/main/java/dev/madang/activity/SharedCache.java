package dev.madang.activity;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.madang.platform.Subject;

/**
 * What one node has read, for all of them: the port. It is true until an entry of the log says otherwise, which any node may write;
 * where nodes cannot hear each other, for as long as it is kept.
 */
public interface SharedCache {

	/** How long what entries end is kept: as long may a node be wrong that could not hear of one. */
	Duration HOLDS = Duration.ofSeconds(5);

	/**
	 * What may make something that is kept untrue.
	 *
	 * @param subject the one thing that it shows, in which case likes and comments of others do not count; null for any entry of the log
	 * @param never only time does
	 */
	record Ends(@Nullable Subject subject, boolean never) {

		public static final Ends BY_ANY_ENTRY = new Ends(null, false);

		public static final Ends BY_TIME = new Ends(null, true);

		public static Ends byEntriesOf(Subject subject) {
			return new Ends(subject, false);
		}
	}

	/**
	 * What was found.
	 *
	 * @param value null if nothing is kept
	 * @param state how far entries had come then; null if nothing may be kept at the moment
	 */
	record Found(byte @Nullable [] value, @Nullable String state) {

		public static final Found NOTHING = new Found(null, null);
	}

	/** Looks for a key such as {@code post:12}; must be called before what is kept under it is read. */
	Found find(String key, Ends ends);

	/** Keeps what was read after it was looked for. */
	void keep(String key, Found found, byte[] value, Duration holds);
}
