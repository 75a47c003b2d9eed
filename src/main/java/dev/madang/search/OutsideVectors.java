package dev.madang.search;

import java.util.List;

/** A server that turns texts into vectors. Of texts in the index the vectors come later, so that nothing waits for it. */
public interface OutsideVectors extends Meaning {

	/** Names the model: vectors of different models cannot be compared. */
	String model();

	/** A vector for each text, in their order; none at all if the server is of no use at the moment. */
	List<byte[]> ofMany(List<String> texts);
}
