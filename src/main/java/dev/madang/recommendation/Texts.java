package dev.madang.recommendation;

import dev.madang.language.Morpheme;
import java.util.List;

/** Something that reads all published posts for a purpose of its own, and lets the model read along. */
public interface Texts {

	/** Is told each post with its words, from several threads. */
	interface Reader {

		void read(long post, String title, String body, List<Morpheme> words);
	}

	void read(Reader reader);
}
