package dev.madang.search;

import dev.madang.language.Morpheme;
import java.util.List;

/** Whoever needs the words of texts too while the index is built: analysing a text is most of the work, so it is done once. */
public interface Along {

	Along NOBODY = (entry, morphemes) -> {
	};

	/** Is told each entry, from several threads, in any order. */
	void read(SearchEntry entry, List<Morpheme> morphemes);
}
