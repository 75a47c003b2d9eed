package dev.madang.market;

/**
 * A product that somebody may like, and why.
 *
 * @param because seller (whom they follow), together (liked by those who like the same), popular, or latest
 */
public record Suggested(Product product, String because) {
}
