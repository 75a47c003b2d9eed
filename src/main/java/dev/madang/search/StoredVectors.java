package dev.madang.search;

import java.io.IOException;

/** The vectors of meaning that the index keeps. They can be read also while a server writes it. */
public interface StoredVectors {

	/** Takes one vector after the other. */
	interface Taker {

		/**
		 * @param kind the word by which the API names the kind of the entry
		 * @param vector whole numbers from -127 to 127, all vectors about as long, so that dot products order them as cosines do
		 * @param progress how much of the index has been read, from 0 to 1
		 */
		void take(String kind, long id, byte[] vector, double progress) throws IOException;
	}

	/**
	 * Reads all that were on disk when it began, in no order.
	 *
	 * @return whether there is an index
	 */
	boolean each(Taker taker) throws IOException;
}
