package dev.madang.recommendation;

import java.util.Set;

/** The words of a text that say what it is about. */
interface ContentWords {

	Set<String> of(String text);
}
