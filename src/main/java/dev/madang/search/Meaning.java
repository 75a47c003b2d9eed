package dev.madang.search;

import java.util.List;
import java.util.Optional;

import dev.madang.language.Morpheme;

/** Turns texts into vectors that lie close together where the texts mean the same. */
public interface Meaning {

	/** Where every vector points nowhere: words alone decide. */
	Meaning NONE = new Meaning() {

		@Override
		public Optional<byte[]> ofEntry(String text, List<Morpheme> morphemes) {
			return Optional.empty();
		}

		@Override
		public Optional<byte[]> ofQuery(String text) {
			return Optional.empty();
		}
	};

	/**
	 * At once; empty if the text says nothing that is known, or if the vector comes later.
	 *
	 * @param morphemes what the text was read as
	 */
	Optional<byte[]> ofEntry(String text, List<Morpheme> morphemes);

	/** Where neighbours of a vector are looked for; none if its vectors are linked to their neighbours instead. */
	default Cells cells() {
		return Cells.NONE;
	}

	/** Within a bounded time; empty also if that is over. */
	Optional<byte[]> ofQuery(String text);
}
