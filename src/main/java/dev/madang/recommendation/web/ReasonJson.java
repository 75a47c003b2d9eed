package dev.madang.recommendation.web;

/**
 * Why something is recommended.
 *
 * @param kind together, alike, tag, author or popular
 * @param text in the reader's language
 */
public record ReasonJson(String kind, String text) {
}
