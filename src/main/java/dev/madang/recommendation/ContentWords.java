package dev.madang.recommendation;

import java.util.List;
import java.util.Set;

import dev.madang.language.Morpheme;

/** The words of a text that say what it is about. */
interface ContentWords {

	Set<String> of(String text);

	/** Of a text that was analysed already. */
	Set<String> of(List<Morpheme> text);
}
