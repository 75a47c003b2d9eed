package dev.madang.language;

import java.util.List;

/**
 * The form of a word that stands in dictionaries: without particles, a predicate as its stem and 다.
 *
 * @param morphemes what it is made of; their places are those in the text
 */
public record Base(String text, List<Morpheme> morphemes) {
}
